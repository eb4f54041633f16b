package io.llmloadtest.load.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.wire.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    private static final Scope LEVEL = new Scope.Level(0);

    private final VirtualTime time = new VirtualTime();
    private final Ledger ledger = new Ledger();
    private final StopSignal stop = new StopSignal();
    private final Progress progress = new Progress();
    private Workload workload = new FakeWorkload(true);

    private static Phase phase(Scope scope, int concurrency, OptionalLong requests, Optional<Duration> duration) {
        return new Phase(scope, "r-0-", concurrency, requests, duration, Duration.ofSeconds(60), Duration.ofSeconds(2));
    }

    private static Phase counted(int concurrency, long requests) {
        return phase(LEVEL, concurrency, OptionalLong.of(requests), Optional.empty());
    }

    private CompletableFuture<PhaseResult> start(Phase phase, FakeTransport transport) {
        ClosedLoop loop = new ClosedLoop(time, progress, (which, what, _) -> new InlineSupply(which, what));
        return loop.start(phase, workload, transport, time, ledger, stop);
    }

    @Test
    void concurrencyIsHeldAndTheCountIsExact() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(100));
        CompletableFuture<PhaseResult> running = start(counted(8, 100), transport);

        assertThat(transport.inFlight()).isEqualTo(8);
        time.advance(Duration.ofMillis(1150));
        assertThat(transport.inFlight()).isEqualTo(8);
        time.advance(Duration.ofMillis(200));

        PhaseResult result = running.join();
        assertThat(result.sent()).isEqualTo(100);
        assertThat(result.completed()).isEqualTo(100);
        assertThat(result.connections()).isEqualTo(8);
        assertThat(transport.most).isEqualTo(8);
        assertThat(transport.warmed).isEqualTo(8);
        assertThat(ledger.records).hasSize(100);
        assertThat(ledger.notes).extracting(SentNote::ordinal).containsExactlyElementsOf(
                IntStream.range(0, 100).boxed().toList());
        assertThat(ledger.notes).extracting(SentNote::id).doesNotHaveDuplicates().contains("r-0-99");
    }

    @Test
    void fewerRequestsThanPlacesAreSentAtOnce() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(100));
        CompletableFuture<PhaseResult> running = start(counted(8, 3), transport);
        time.advance(Duration.ofMillis(100));

        assertThat(running.join().sent()).isEqualTo(3);
        assertThat(transport.warmed).isEqualTo(3);
    }

    @Test
    void theDurationEndsSendingAndTheRestIsAwaited() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(300));
        CompletableFuture<PhaseResult> running = start(
                phase(LEVEL, 2, OptionalLong.empty(), Optional.of(Duration.ofSeconds(1))), transport);

        time.advance(Duration.ofMillis(1100));
        assertThat(running).isNotDone();
        assertThat(transport.inFlight()).isEqualTo(2);
        time.advance(Duration.ofMillis(200));

        PhaseResult result = running.join();
        assertThat(result.sent()).isEqualTo(8);
        assertThat(result.measured().to()).isEqualTo(VirtualTime.at(Duration.ofSeconds(1)));
        assertThat(result.active().to()).isEqualTo(VirtualTime.at(Duration.ofMillis(1200)));
        assertThat(result.interrupted()).isFalse();
    }

    @Test
    void theFirstReachedOfCountAndDurationEndsTheLevel() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(100));
        CompletableFuture<PhaseResult> running = start(
                phase(LEVEL, 1, OptionalLong.of(3), Optional.of(Duration.ofSeconds(9))), transport);
        time.advance(Duration.ofMillis(300));

        assertThat(running.join().sent()).isEqualTo(3);
    }

    @Test
    void everyRequestLiesInTheMeasuredWindow() {
        CompletableFuture<PhaseResult> running = start(counted(4, 10),
                FakeTransport.answering(time, Duration.ofMillis(50)));
        time.advance(Duration.ofSeconds(1));

        PhaseResult result = running.join();
        assertThat(ledger.records).allMatch(request -> result.measured().contains(request.sent()));
        assertThat(result.active().covers(result.measured())).isTrue();
    }

    @Test
    void answersInNoTimeDoNotPileUpOnTheStack() {
        CompletableFuture<PhaseResult> running = start(counted(4, 200_000),
                FakeTransport.answering(time, Duration.ZERO));

        assertThat(running.join().completed()).isEqualTo(200_000);
    }

    @Test
    void aStopSendsNothingNewAndCancelsTheRestAfterItsGrace() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofSeconds(10));
        CompletableFuture<PhaseResult> running = start(counted(4, 100), transport);
        time.advance(Duration.ofSeconds(1));

        stop.stop();
        time.advance(Duration.ofMillis(1999));
        assertThat(running).isNotDone();
        time.advance(Duration.ofMillis(1));

        PhaseResult result = running.join();
        assertThat(result.interrupted()).isTrue();
        assertThat(result.sent()).isEqualTo(4);
        assertThat(result.errors()).containsExactlyEntriesOf(Map.of(ErrorKind.CANCELLED, 4L));
    }

    @Test
    void aStopBeforeTheStartSendsNothing() {
        stop.stop();
        PhaseResult result = start(counted(4, 100), FakeTransport.answering(time, Duration.ofSeconds(1))).join();

        assertThat(result.sent()).isZero();
        assertThat(result.interrupted()).isTrue();
    }

    @Test
    void aFullListenerPausesSendsAndTheWaitIsCounted() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(100));
        CompletableFuture<PhaseResult> running = start(counted(2, 6), transport);
        ledger.room = false;
        time.advance(Duration.ofMillis(300));
        assertThat(transport.sent).hasSize(2);

        ledger.room = true;
        time.advance(Duration.ofSeconds(1));

        PhaseResult result = running.join();
        assertThat(result.completed()).isEqualTo(6);
        assertThat(result.paused()).isBetween(Duration.ofMillis(200), Duration.ofMillis(203));
        assertThat(ledger.records.get(2).intended()).isEqualTo(VirtualTime.at(Duration.ofMillis(100)));
    }

    @Test
    void aDeadServerIsNotHammered() {
        FakeTransport transport = new FakeTransport(time, Duration.ofNanos(1),
                _ -> new Exchange.End.NotConnected(false, "Connection refused"));
        CompletableFuture<PhaseResult> running = start(
                phase(LEVEL, 1, OptionalLong.empty(), Optional.of(Duration.ofSeconds(10))), transport);
        time.advance(Duration.ofSeconds(11));

        assertThat(transport.sentAt.subList(0, 4)).extracting(Tick::nanos).containsExactly(0L, 10_000_000L, 30_000_000L,
                70_000_000L);
        assertThat(running.join().errors()).containsEntry(ErrorKind.CONNECT, 16L);
    }

    @Test
    void oneGoodAnswerEndsTheRest() {
        FakeTransport transport = new FakeTransport(time, Duration.ofMillis(1),
                i -> i < 5 ? new Exchange.End.Refused("busy") : new Exchange.End.Complete());
        CompletableFuture<PhaseResult> running = start(counted(1, 10), transport);
        time.advance(Duration.ofMillis(10 + 20 + 40 + 80 + 160 + 5));

        PhaseResult result = running.join();
        assertThat(result.errors()).containsEntry(ErrorKind.HTTP_STATUS, 5L);
        assertThat(result.completed()).isEqualTo(5);
    }

    @Test
    void aTransportThatNeverTellsTheEndDoesNotHangTheLevel() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(1));
        transport.deaf = true;
        CompletableFuture<PhaseResult> running = start(counted(2, 2), transport);
        time.advance(Duration.ofSeconds(70));

        assertThat(running.join().unaccounted()).isEqualTo(2);
    }

    @Test
    void anUnprovenWarmUpSendsOneAloneAndReplacesWhatWasRefusedForAField() {
        workload = new FakeWorkload(false);
        FakeTransport transport = new FakeTransport(time, Duration.ofMillis(10),
                i -> i < 2 ? new Exchange.End.Refused("unknown field: salt") : new Exchange.End.Complete());
        CompletableFuture<PhaseResult> running = start(
                phase(new Scope.WarmUp(0), 4, OptionalLong.of(4), Optional.empty()), transport);

        assertThat(transport.inFlight()).isEqualTo(1);
        time.advance(Duration.ofSeconds(1));

        PhaseResult result = running.join();
        assertThat(result.sent()).isEqualTo(6);
        assertThat(result.completed()).isEqualTo(4);
        assertThat(workload.isProven()).isTrue();
        assertThat(ledger.records).filteredOn(RequestRecord::isCompleted).hasSize(4);
    }

    @Test
    void anUnprovenWarmUpOfOneRefusedRequestStillGetsItsRequest() {
        workload = new FakeWorkload(false);
        FakeTransport transport = new FakeTransport(time, Duration.ofMillis(10),
                i -> i < 1 ? new Exchange.End.Refused("unknown field: salt") : new Exchange.End.Complete());
        CompletableFuture<PhaseResult> running = start(
                phase(new Scope.WarmUp(0), 1, OptionalLong.of(1), Optional.empty()), transport);
        time.advance(Duration.ofSeconds(1));

        assertThat(running.join().completed()).isEqualTo(1);
    }

    @Test
    void progressShowsWhereTheRunStands() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(100));
        CompletableFuture<PhaseResult> running = start(counted(4, 20), transport);
        time.advance(Duration.ofMillis(250));

        assertThat(running).isNotDone();
        assertThat(progress.snapshot().scope()).contains(LEVEL);
        assertThat(progress.snapshot().planned()).hasValue(20);
        assertThat(progress.snapshot().sent()).isEqualTo(12);
        assertThat(progress.snapshot().inFlight()).isEqualTo(4);
        assertThat(progress.snapshot().completed()).isEqualTo(8);
    }

    @Test
    void bodiesPreparedByAnotherThreadAreSentInOrder() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ZERO);
        try (Timer.Threaded timer = Timer.threaded()) {
            PhaseResult result = new ClosedLoop(timer, progress).run(counted(1, 5000), workload, transport, time,
                    ledger,
                    stop);

            assertThat(result.completed()).isEqualTo(5000);
            assertThat(transport.sent).extracting(request -> new String(request.body(),
                    StandardCharsets.US_ASCII))
                    .containsExactlyElementsOf(IntStream.range(0, 5000).mapToObj(Integer::toString).toList());
        }
    }
}

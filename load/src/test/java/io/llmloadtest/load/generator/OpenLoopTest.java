package io.llmloadtest.load.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.Delivery;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.ledger.arrivals.RateProfile;
import io.llmloadtest.ledger.arrivals.SendTimes;
import io.llmloadtest.load.plan.Arrival;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.load.plan.Trace;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenLoopTest {

    private static final int SEEDS = 20;
    private static final int MANY = 5000;
    private static final GapLaw EVEN = new GapLaw.Constant();

    private final VirtualTime time = new VirtualTime();
    private final Ledger ledger = new Ledger();

    private CompletableFuture<PhaseResult> start(ArrivalProcess process, OptionalInt cap, OptionalLong requests,
            Optional<Duration> duration, FakeTransport transport) {
        return start(new LoadShape.Open(process, cap), requests, duration, transport);
    }

    private CompletableFuture<PhaseResult> start(LoadShape shape, OptionalLong requests, Optional<Duration> duration,
            FakeTransport transport) {
        Phase phase = new Phase(new Scope.Level(0), "r-0-", shape, requests, duration, Duration.ofSeconds(60),
                Duration.ofSeconds(2), false);
        return new ClosedLoop(time, new Progress(), (which, what, _) -> new InlineSupply(which, what)).start(phase,
                new FakeWorkload(true), transport, time, ledger, new StopSignal());
    }

    static Stream<GapLaw> laws() {
        return Stream.of(GapLaw.poisson(), new GapLaw.Gamma(0.3), new GapLaw.Gamma(4));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void gapsFollowTheirLaw(GapLaw law) {
        int improbable = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            ArrivalProcess process = new ArrivalProcess.Drawn(25, law, seed);
            Arrivals arrivals = Arrivals.of(process);
            SendTimes times = new SendTimes();
            for (int i = 0; i < MANY; i++) {
                Tick at = Tick.ZERO.plus(arrivals.next().orElseThrow());
                times.add(at, at);
            }
            Delivery delivery = Delivery.of(process, times, Tick.ZERO).orElseThrow();
            double p = delivery.gaps().orElseThrow().pValue();
            assertThat(p).as("seed %d", seed).isGreaterThan(1e-4);
            improbable += p < 0.05 ? 1 : 0;
            assertThat(delivery.drawnRate()).as("seed %d", seed).isBetween(25 * 0.85, 25 * 1.15);
        }
        assertThat(improbable).isLessThanOrEqualTo(5);
    }

    @Test
    void equalSeedsGiveEqualArrivalsAndOthersDoNot() {
        assertThat(first(1)).isEqualTo(first(1)).isNotEqualTo(first(2));
    }

    private static Duration first(long seed) {
        return Arrivals.of(new ArrivalProcess.Drawn(3, new GapLaw.Gamma(0.7), seed)).next().orElseThrow();
    }

    @Test
    void requestsGoAtTheirMomentsWhateverIsInFlight() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofSeconds(5));
        CompletableFuture<PhaseResult> running = start(new ArrivalProcess.Drawn(10, EVEN, 0), OptionalInt.empty(),
                OptionalLong.of(20), Optional.empty(), transport);
        time.advance(Duration.ofMillis(550));
        assertThat(transport.inFlight()).isEqualTo(5);
        time.advance(Duration.ofSeconds(10));

        assertThat(running.join().sent()).isEqualTo(20);
        assertThat(transport.most).isEqualTo(20);
        assertThat(ledger.records).allSatisfy(request -> {
            assertThat(request.intended()).isEqualTo(VirtualTime.at(Duration.ofMillis(100L * request.ordinal() + 100)));
            assertThat(request.sent()).isEqualTo(request.intended());
        });
    }

    @Test
    void theCapHoldsAnArrivalBackAndItKeepsItsMoment() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofSeconds(1));
        CompletableFuture<PhaseResult> running = start(new ArrivalProcess.Drawn(10, EVEN, 0), OptionalInt.of(2),
                OptionalLong.of(4), Optional.empty(), transport);
        time.advance(Duration.ofSeconds(5));

        assertThat(running.join().sent()).isEqualTo(4);
        assertThat(transport.most).isEqualTo(2);
        assertThat(ledger.records.get(2).intended()).isEqualTo(VirtualTime.at(Duration.ofMillis(300)));
        assertThat(ledger.records.get(2).sent()).isEqualTo(VirtualTime.at(Duration.ofMillis(1100)));
    }

    @Test
    void allAtOnceIsAllAtOnceAndTimeEndsARate() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofSeconds(1));
        CompletableFuture<PhaseResult> burst = start(new ArrivalProcess.AtOnce(), OptionalInt.empty(),
                OptionalLong.of(100), Optional.empty(), transport);
        assertThat(transport.inFlight()).isEqualTo(100);
        time.advance(Duration.ofSeconds(1));
        assertThat(burst.join().completed()).isEqualTo(100);

        CompletableFuture<PhaseResult> timed = start(new ArrivalProcess.Drawn(10, EVEN, 0), OptionalInt.empty(),
                OptionalLong.empty(), Optional.of(Duration.ofMillis(1050)), transport);
        time.advance(Duration.ofSeconds(3));
        assertThat(timed.join().sent()).isEqualTo(10);
    }

    @Test
    void whatTheCapHeldBackIsCountedAndSoIsWhatWasNeverSent() {
        CompletableFuture<PhaseResult> running = start(new ArrivalProcess.Drawn(10, EVEN, 0), OptionalInt.of(1),
                OptionalLong.empty(), Optional.of(Duration.ofSeconds(2)),
                FakeTransport.answering(time, Duration.ofMillis(400)));
        time.advance(Duration.ofSeconds(4));

        PhaseResult result = running.join();
        IssuedArrivals issued = result.issued().orElseThrow();
        assertThat(result.sent()).isEqualTo(5); // at 0.1, 0.5, 0.9, 1.3 and 1.7 s
        assertThat(issued.due()).isEqualTo(19); // at 0.1 to 1.9 s
        assertThat(issued.unsent()).isEqualTo(14);
        assertThat(issued.held()).isEqualTo(4);
        assertThat(Duration.ofNanos(issued.heldNanos())).isEqualTo(Duration.ofMillis(300 + 600 + 900 + 1200));
    }

    @Test
    void equalArrivalsHaveEqualHashesHoweverTheyWereSent() {
        IssuedArrivals free = issued(1, OptionalInt.empty());
        assertThat(issued(1, OptionalInt.of(1)).sha256()).isEqualTo(free.sha256());
        assertThat(issued(2, OptionalInt.empty()).sha256()).isNotEqualTo(free.sha256());
        assertThat(free.held()).isZero();
        assertThat(free.unsent()).isZero();
    }

    private IssuedArrivals issued(long seed, OptionalInt cap) {
        CompletableFuture<PhaseResult> running = start(new ArrivalProcess.Drawn(20, GapLaw.poisson(), seed), cap,
                OptionalLong.empty(), Optional.of(Duration.ofSeconds(3)),
                FakeTransport.answering(time, Duration.ofMillis(200)));
        time.advance(Duration.ofSeconds(5));
        return running.join().issued().orElseThrow();
    }

    @Test
    void stagesChangeTheRate() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(10));
        ArrivalProcess stages = new ArrivalProcess.Drawn(new RateProfile.Stages(List.of(new RateProfile.Stage(2, 2),
                new RateProfile.Stage(0, 1), new RateProfile.Stage(20, 1))), EVEN, 0);
        CompletableFuture<PhaseResult> running = start(stages, OptionalInt.empty(), OptionalLong.empty(),
                Optional.of(Duration.ofSeconds(4)), transport);
        time.advance(Duration.ofSeconds(3));
        assertThat(transport.sent).hasSize(4);
        time.advance(Duration.ofSeconds(2));

        assertThat(running.join().sent()).isEqualTo(4 + 19L); // the twentieth comes with the end
    }

    @Test
    void aTraceIsReplayedWithItsTimesAndLengths() {
        Trace.Collector collector = Trace.collect("t.jsonl");
        collector.add(new Arrival(Duration.ZERO, OptionalInt.of(100), OptionalInt.of(7)));
        collector.add(new Arrival(Duration.ofSeconds(1), OptionalInt.of(200), OptionalInt.empty()));
        collector.add(new Arrival(Duration.ofSeconds(1), OptionalInt.empty(), OptionalInt.of(9)));
        LoadShape.Replay replay = new LoadShape.Replay(collector.done(), 2, OptionalInt.empty());
        CompletableFuture<PhaseResult> running = start(replay, replay.requests(), Optional.empty(),
                FakeTransport.answering(time, Duration.ofMillis(700)));
        time.advance(Duration.ofSeconds(3));

        assertThat(running.join().issued().orElseThrow().due()).isEqualTo(3);
        assertThat(ledger.notes).extracting(SentNote::intended).containsExactly(Tick.ZERO,
                VirtualTime.at(Duration.ofMillis(500)), VirtualTime.at(Duration.ofMillis(500)));
        assertThat(ledger.notes).extracting(SentNote::asked).containsExactly(
                new Asked(OptionalInt.of(100), OptionalInt.of(7), 1),
                new Asked(OptionalInt.of(200), OptionalInt.of(5), 1),
                new Asked(OptionalInt.of(10), OptionalInt.of(9), 1));
    }
}

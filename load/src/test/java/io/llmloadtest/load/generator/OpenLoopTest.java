package io.llmloadtest.load.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.Delivery;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.arrivals.SendTimes;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import java.time.Duration;
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
        Phase phase = new Phase(new Scope.Level(0), "r-0-", new LoadShape.Open(process, cap), requests, duration,
                Duration.ofSeconds(60), Duration.ofSeconds(2), false);
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
                Tick at = Tick.ZERO.plus(arrivals.next());
                times.add(at, at);
            }
            Delivery delivery = Delivery.of(process, times).orElseThrow();
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
        return Arrivals.of(new ArrivalProcess.Drawn(3, new GapLaw.Gamma(0.7), seed)).next();
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
}

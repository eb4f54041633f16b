package io.llmloadtest.load.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.ledger.Turn;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.load.workload.NextTurn;
import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.Scope;
import io.llmloadtest.wire.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Conversations in a closed loop: an answer takes 100 ms, a pause 400 ms. */
class NextTurnsTest {

    private static final Duration ANSWER = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(400);

    private final VirtualTime time = new VirtualTime();
    private final Ledger ledger = new Ledger();
    private final StopSignal stop = new StopSignal();
    private final Talking workload = new Talking(3);

    /** Conversations of so many turns, whose bodies hold what was said. */
    private static final class Talking implements Workload {

        private final int turns;
        private int revision;
        private boolean hasRoom = true;

        Talking(int turns) {
            this.turns = turns;
        }

        private PreparedRequest turn(int conversation, int number, String said) {
            Optional<NextTurn> next = number == turns
                    ? Optional.empty()
                    : Optional.of(new Next(conversation, number + 1, said));
            return new PreparedRequest((said + " r" + revision).getBytes(StandardCharsets.UTF_8),
                    new Asked(OptionalInt.empty(), OptionalInt.of(5), 1, Optional.empty(),
                            Optional.of(new Turn(conversation, number))),
                    revision, next);
        }

        private final class Next implements NextTurn {

            private final int conversation;
            private final int number;
            private final String said;

            Next(int conversation, int number, String said) {
                this.conversation = conversation;
                this.number = number;
                this.said = said;
            }

            @Override
            public Duration thinkTime() {
                return PAUSE;
            }

            @Override
            public Optional<PreparedRequest> after(String answer, OptionalInt tokens) {
                return hasRoom
                        ? Optional.of(turn(conversation, number, said + "," + answer + ",q" + number))
                        : Optional.empty();
            }
        }

        @Override
        public PreparedRequest prepare(Scope scope, int index) {
            return turn(index, 1, "q1");
        }

        @Override
        public String route() {
            return "/v1/chat/completions";
        }

        @Override
        public boolean streamed() {
            return true;
        }

        @Override
        public boolean isStale(PreparedRequest prepared) {
            return prepared.revision() != revision;
        }
    }

    private CompletableFuture<PhaseResult> start(int concurrency, long requests, FakeTransport transport) {
        return start(new LoadShape.Closed(concurrency), requests, transport);
    }

    private CompletableFuture<PhaseResult> start(LoadShape shape, long requests, FakeTransport transport) {
        Phase phase = new Phase(new Scope.Level(0), "r-0-", shape, OptionalLong.of(requests), Optional.empty(),
                Duration.ofSeconds(60), Duration.ofSeconds(2), false);
        return new ClosedLoop(time, new Progress(), (which, what, _) -> new InlineSupply(which, what)).start(phase,
                workload, transport, time, ledger, stop);
    }

    private List<Turn> turns() {
        return ledger.notes.stream().map(SentNote::asked).map(asked -> asked.turn().orElseThrow()).toList();
    }

    private static String body(FakeTransport transport, int index) {
        return new String(transport.sent.get(index).body(), StandardCharsets.UTF_8);
    }

    @Test
    void aConversationKeepsItsPlaceUntilItsLastTurnHasEnded() {
        FakeTransport transport = FakeTransport.answering(time, ANSWER);
        CompletableFuture<PhaseResult> running = start(1, 4, transport);
        time.advance(Duration.ofSeconds(3));

        assertThat(running.join().completed()).isEqualTo(4);
        assertThat(turns()).containsExactly(new Turn(0, 1), new Turn(0, 2), new Turn(0, 3), new Turn(1, 1));
        assertThat(transport.sentAt).containsExactly(VirtualTime.at(Duration.ZERO),
                VirtualTime.at(Duration.ofMillis(500)), VirtualTime.at(Duration.ofMillis(1000)),
                VirtualTime.at(Duration.ofMillis(1100)));
        assertThat(body(transport, 2)).isEqualTo("q1,answer to r-0-0,q2,answer to r-0-1,q3 r0");
        assertThat(ledger.records).allMatch(request -> request.sent().equals(request.intended()));
    }

    @Test
    void onlyAnAnswerThatIsNeededIsAskedFor() {
        FakeTransport transport = FakeTransport.answering(time, ANSWER);
        start(1, 3, transport);
        time.advance(Duration.ofSeconds(3));

        assertThat(transport.sent).extracting(request -> request.textWanted()).containsExactly(true, true, false);
    }

    @Test
    void thinkingIsNotInFlightAndEndsWithTheLevel() {
        FakeTransport transport = FakeTransport.answering(time, ANSWER);
        CompletableFuture<PhaseResult> running = start(4, 8, transport);
        time.advance(Duration.ofMillis(200));
        assertThat(transport.inFlight()).isZero();
        time.advance(Duration.ofMillis(400));

        assertThat(running.join().sent()).isEqualTo(8);
        assertThat(transport.most).isEqualTo(4);
        time.advance(Duration.ofSeconds(5));
        assertThat(transport.sent).hasSize(8);
    }

    @Test
    void aTurnThatFailsEndsItsConversation() {
        FakeTransport transport = new FakeTransport(time, ANSWER,
                index -> index == 1 ? new Exchange.End.BrokenOff("cut") : new Exchange.End.Complete());
        start(1, 3, transport);
        time.advance(Duration.ofSeconds(3));

        assertThat(turns()).containsExactly(new Turn(0, 1), new Turn(0, 2), new Turn(1, 1));
    }

    @Test
    void aConversationThatTheModelHasNoRoomForGivesItsPlaceBack() {
        workload.hasRoom = false;
        start(1, 3, FakeTransport.answering(time, ANSWER));
        time.advance(Duration.ofSeconds(3));

        assertThat(turns()).containsExactly(new Turn(0, 1), new Turn(1, 1), new Turn(2, 1));
    }

    @Test
    void aTurnThatBecameStaleIsMadeAnew() {
        FakeTransport transport = FakeTransport.answering(time, ANSWER);
        start(1, 2, transport);
        time.advance(Duration.ofMillis(300));
        workload.revision++;
        time.advance(Duration.ofMillis(300));

        assertThat(body(transport, 1)).isEqualTo("q1,answer to r-0-0,q2 r1");
    }

    @Test
    void byARateConversationsArriveAndTheirLaterTurnsFollow() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(50));
        LoadShape shape = new LoadShape.Open(new ArrivalProcess.Drawn(2, new GapLaw.Constant(), 0),
                OptionalInt.empty());
        CompletableFuture<PhaseResult> running = start(shape, 6, transport);
        time.advance(Duration.ofSeconds(4));

        assertThat(turns()).containsExactly(new Turn(0, 1), new Turn(0, 2), new Turn(1, 1), new Turn(0, 3),
                new Turn(1, 2), new Turn(2, 1));
        assertThat(running.join().issued().orElseThrow().due()).isEqualTo(3);
    }

    @Test
    void aLaterTurnWaitsWhenAsManyAreInFlightAsMayBe() {
        FakeTransport transport = FakeTransport.answering(time, Duration.ofMillis(600));
        LoadShape shape = new LoadShape.Open(new ArrivalProcess.Drawn(2, new GapLaw.Constant(), 0),
                OptionalInt.of(1));
        start(shape, 6, transport);
        time.advance(Duration.ofSeconds(9));

        assertThat(transport.sent).hasSize(6);
        assertThat(transport.most).isEqualTo(1);
    }

    @Test
    void aUserWhoStopsTheRunDoesNotWaitForThoseWhoThink() {
        FakeTransport transport = FakeTransport.answering(time, ANSWER);
        CompletableFuture<PhaseResult> running = start(2, 100, transport);
        time.advance(Duration.ofMillis(200));
        stop.stop();
        time.advance(Duration.ofMillis(1));

        assertThat(running.join().interrupted()).isTrue();
        assertThat(transport.sent).hasSize(2);
    }
}

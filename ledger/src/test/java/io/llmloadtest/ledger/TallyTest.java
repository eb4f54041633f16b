package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Tick;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void aStreamGivesItsLatenciesByTheFormulasOfTheDocs() {
        Tally tally = new Tally(GoodputLimits.NONE);
        tally.add(Requests.streamed(0, 100, new long[]{150, 170, 195, 210}, 220));
        assertThat(tally.ttft().mean()).hasValue(50e6);
        assertThat(tally.e2e().mean()).hasValue(120e6);
        assertThat(tally.tpot().mean()).hasValue(Math.rint((120e6 - 50e6) / 3));
        assertThat(tally.itl().mean()).hasValue(20e6);
        assertThat(tally.itl().count()).isEqualTo(3);
        assertThat(tally.itl().max()).hasValue(25e6);
    }

    @Test
    void whereTheServerCountsTokensAGapIsSharedByItsTokens() {
        Tally tally = new Tally(GoodputLimits.NONE);
        byte content = ChunkTrain.CONTENT;
        ChunkTrain train = ChunkTrain.of(new long[]{10_000_000, 40_000_000}, new byte[]{content, content},
                new int[]{1, 4});
        tally.add(Requests.record(0, 0, train, 50, Optional.of(new TokenCounts(9, 4, OptionalInt.empty())),
                new Outcome.Completed()));
        assertThat(tally.itl().count()).isEqualTo(3);
        assertThat(tally.itl().mean()).hasValue(10e6);
    }

    @Test
    void everyKindOfFailureIsCountedAndNoneIsAZeroLatency() {
        Tally tally = new Tally(GoodputLimits.NONE);
        tally.add(Requests.failed(0, 0, 5, new Outcome.NotConnected(false, "refused")));
        tally.add(Requests.failed(1, 0, 5, new Outcome.NotConnected(true, "no TLS")));
        tally.add(Requests.failed(2, 0, 60_000, new Outcome.TimedOut("first_token")));
        tally.add(Requests.failed(3, 0, 5, new Outcome.HttpError(503, "busy")));
        tally.add(Requests.failed(4, 0, 5, new Outcome.StreamError("500", "died")));
        tally.add(Requests.failed(5, 0, 5, new Outcome.Truncated("no finish reason")));
        tally.add(Requests.failed(6, 0, 5, new Outcome.ProtocolError("HTML")));
        tally.add(Requests.failed(7, 0, 5, new Outcome.Cancelled()));
        assertThat(tally.errors()).hasSize(ErrorKind.values().length)
                .allSatisfy((_, times) -> assertThat(times).isOne());
        assertThat(tally.sent()).isEqualTo(8);
        assertThat(tally.completed()).isZero();
        assertThat(tally.failed()).isEqualTo(8);
        assertThat(tally.e2e().count()).isZero();
        assertThat(tally.e2e().censored()).isOne();
        assertThat(tally.ttft().censored()).isOne();
        assertThat(tally.statuses()).containsExactlyEntriesOf(java.util.Map.of(503, 1L));
    }

    @Test
    void goodputCountsOnlyRequestsThatMeetEveryLimit() {
        Tally tally = new Tally(new GoodputLimits(OptionalDouble.of(50), OptionalDouble.empty(),
                OptionalDouble.of(120)));
        tally.add(Requests.streamed(0, 0, new long[]{50, 60}, 120));
        tally.add(Requests.streamed(1, 0, new long[]{51, 60}, 120));
        tally.add(Requests.streamed(2, 0, new long[]{50, 60}, 121));
        tally.add(Requests.failed(3, 0, 1, new Outcome.Cancelled()));
        assertThat(tally.good()).isOne();
    }

    @Test
    void addingTalliesIsTheSameAsTallyingEverything() {
        Tally left = new Tally(GoodputLimits.NONE);
        Tally right = new Tally(GoodputLimits.NONE);
        Tally all = new Tally(GoodputLimits.NONE);
        for (int i = 0; i < 200; i++) {
            RequestRecord request = i % 7 == 0
                    ? Requests.failed(i, i, i + 9, new Outcome.Truncated("cut"))
                    : Requests.streamed(i, i, new long[]{i + 10 + i % 5, i + 30, i + 41}, i + 50);
            (i % 2 == 0 ? left : right).add(request);
            all.add(request);
        }
        left.addAll(right);
        assertThat(left.sent()).isEqualTo(all.sent());
        assertThat(left.errors()).isEqualTo(all.errors());
        assertThat(left.outputTokens()).isEqualTo(all.outputTokens());
        assertThat(left.ttft().mean()).isEqualTo(all.ttft().mean());
        assertThat(left.ttft().percentile(0.9)).isEqualTo(all.ttft().percentile(0.9));
        assertThat(left.itl().percentile(0.99)).isEqualTo(all.itl().percentile(0.99));
        assertThat(left.firstTokens().meanOfFirst(8)).isEqualTo(all.firstTokens().meanOfFirst(8));
    }

    @Test
    void connectingIsSpreadOverAllStreamsAndTheHeadIsTimedFromTheLastByteSent() {
        Tally tally = new Tally(GoodputLimits.NONE);
        assertThat(tally.sending().meanHeadNanos()).isEmpty();
        tally.add(Requests.streamed(0, 0, new long[]{5, 6}, 9));
        assertThat(tally.sending().meanConnectNanos()).isEmpty();
        RequestRecord open = Requests.streamed(1, 0, new long[]{5, 6, 7}, 9);
        tally.add(new RequestRecord(open.id(), open.scope(), 1, open.endpoint(), true, open.asked(), open.intended(),
                open.sent(), OptionalLong.of(600), open.written(), Optional.of(new Tick(4_010_000)), open.status(),
                open.chunks(), open.ended(), open.usage(), Optional.empty(), open.finishReasons(), true,
                open.localPort(), false,
                open.outcome()));

        assertThat(tally.sending().meanConnectNanos()).hasValue(300);
        assertThat(tally.sending().meanWriteNanos()).hasValue(10_000);
        assertThat(tally.sending().meanHeadNanos()).hasValue(4_000_000);
        assertThat(tally.fewestTokens()).hasValue(2);
    }

    @Test
    void lengthsThatAreNotAsAskedAreCounted() {
        Tally tally = new Tally(GoodputLimits.NONE);
        tally.add(Requests.streamed(0, 0, new long[]{5, 6}, 9));
        RequestRecord full = Requests.streamed(1, 0, new long[]{5, 6, 7}, 9);
        RequestRecord early = new RequestRecord(full.id(), full.scope(), 1, full.endpoint(), true,
                new Asked(OptionalInt.of(120), OptionalInt.of(16), 1), full.intended(), full.sent(),
                full.connectNanos(), full.written(), full.head(), full.status(), full.chunks(), full.ended(),
                full.usage(), Optional.empty(), full.finishReasons(), true, full.localPort(), false, full.outcome());
        tally.add(early);
        assertThat(tally.lengths().outputChecked()).isEqualTo(2);
        assertThat(tally.lengths().outputOff()).isOne();
        assertThat(tally.lengths().outputAsked()).isEqualTo(18);
        assertThat(tally.lengths().outputGot()).isEqualTo(5);
        assertThat(tally.lengths().inputOff()).isOne();
    }
}

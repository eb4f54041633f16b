package io.llmloadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.logs.Custody;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.logs.PortLines;
import io.llmloadtest.evidence.logs.RequestLines;
import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.RollCall;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.roll.Arrivals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server's request log says of each of our requests. */
class ArrivalsTest {

    private static final int REQUESTS = 400;

    private final Map<String, Integer> received = new HashMap<>();
    private long leftOut;
    private Custody custody = Custody.WHOLE;
    private List<RollEntry> ours = IntStream.range(0, REQUESTS).mapToObj(i -> entry(i, Optional.empty())).toList();

    ArrivalsTest() {
        IntStream.range(0, REQUESTS).forEach(i -> received.put("t-" + i, 1));
    }

    /** Of 34 requests one names a model that there is not and one has a bad parameter: refused before they are logged. */
    @ParameterizedTest
    @ValueSource(strings = {"0.32.0/log-requests", "0.8.5", "0.9.2"})
    void aRecordedServerReceivedEveryRequestThatItCompleted(String name) {
        Arrivals arrivals = Arrivals.of(Capture.file(name)).orElseThrow();

        assertThat(arrivals.known()).isEqualTo(34);
        assertThat(arrivals.received()).isEqualTo(32);
        assertThat(arrivals.repeated()).isZero();
        assertThat(arrivals.whole()).isTrue();
        assertThat(arrivals.missing()).isEmpty();
    }

    @Test
    void aServerThatLogsNoRequestsSaysNothing() {
        assertThat(Arrivals.of(Capture.file("0.32.0"))).isEmpty();
    }

    @Test
    void eachOfOursWasReceivedOnceAndOthersDoNotCount() {
        received.put("somebody-else", 3);

        assertThat(arrivals()).isEqualTo(new Arrivals(REQUESTS, REQUESTS, 0, List.of(), true));
    }

    @Test
    void completedRequestsThatNeverCameAreNamedAndRepeatedOnesCounted() {
        received.remove("t-3");
        received.remove("t-7");
        received.put("t-9", 2);

        assertThat(arrivals()).isEqualTo(new Arrivals(REQUESTS, REQUESTS - 2, 1, List.of("t-3", "t-7"), true));
    }

    @Test
    void aRequestThatFailedNeedNotHaveCome() {
        received.remove("t-0");
        ours = IntStream.range(0, REQUESTS)
                .mapToObj(i -> entry(i, i == 0 ? Optional.of(ErrorKind.CONNECT) : Optional.empty())).toList();

        assertThat(arrivals().missing()).isEmpty();
    }

    @Test
    void aLogOrARollThatIsNotWholeMissesNothing() {
        received.remove("t-3");
        leftOut = 1;
        assertThat(arrivals()).isEqualTo(new Arrivals(REQUESTS, REQUESTS - 1, 0, List.of(), false));
        leftOut = 0;
        custody = new Custody(1, Reading.absent(Why.NO_SAMPLES), false, Reading.absent(Why.NO_SAMPLES),
                Reading.absent(Why.NO_SAMPLES));
        assertThat(arrivals().whole()).isFalse();
    }

    @Test
    void aRequestThatWeSentAgainMayBeReceivedTwice() {
        received.put("t-3", 2);
        received.put("t-4", 2);
        ours = IntStream.range(0, REQUESTS).mapToObj(i -> entry(i, i == 3, Optional.empty())).toList();

        assertThat(arrivals().repeated()).isOne();
        assertThat(cases().judge().finding(FindingId.GATEWAY_RETRIES).orElseThrow().values())
                .containsEntry("examples", Fact.of(List.of("t-4")));
    }

    @Test
    void idsThatSomethingOnTheWayReplacedJoinNothing() {
        received.clear();
        received.put("made-by-a-proxy", 1);

        assertThat(arrivals().isJoinable()).isFalse();
        assertThat(arrivals().missing()).isEmpty();
    }

    private Arrivals arrivals() {
        return Arrivals.of(cases().file()).orElseThrow();
    }

    private Cases cases() {
        Cases cases = Cases.clean().digest(d -> new LogDigest(d.lines(), d.access(), true, true, d.stats(), d.events(),
                0, d.first(), d.last(), new RequestLines(true, received, Map.of(), leftOut, PortLines.NONE), 0))
                .log(log -> new LogTestimony(log.source(), log.availability(), log.digest(), false, custody,
                        log.took()));
        cases.roll = new RollCall(ours, 0);
        return cases;
    }

    private static RollEntry entry(int ordinal, Optional<ErrorKind> error) {
        return entry(ordinal, false, error);
    }

    private static RollEntry entry(int ordinal, boolean sentAgain, Optional<ErrorKind> error) {
        return new RollEntry("t-" + ordinal, new Scope.Level(0), Cases.CHAT, 1, new Tick(ordinal),
                OptionalLong.empty(), 1, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), sentAgain, error);
    }
}

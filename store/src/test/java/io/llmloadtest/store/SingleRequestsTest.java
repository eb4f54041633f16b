package io.llmloadtest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.logs.PortLines;
import io.llmloadtest.evidence.logs.RequestLines;
import io.llmloadtest.evidence.traces.TraceTestimony;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.RollCall;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.ServerTimes;
import io.llmloadtest.store.ValidationView.AccessLogView;
import io.llmloadtest.store.ValidationView.RequestLogView;
import io.llmloadtest.store.ValidationView.RequestsView;
import io.llmloadtest.verdict.CaseFile;
import io.llmloadtest.verdict.Overall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SingleRequestsTest {

    private static final ServerTimes TIMES = new ServerTimes(OptionalLong.of(1_000_000), OptionalLong.of(2_000_000),
            OptionalLong.of(4_000_000));

    private final Tally tally = new Tally(GoodputLimits.NONE);

    @Test
    void answersAndLogOfSingleRequestsAreSaid() {
        List<RequestRecord> ours = List.of(telling(Runs.completed(0, 0)), telling(Runs.completed(0, 1)));
        ours.forEach(tally::add);
        RequestsView view = SingleRequests
                .view(file(ours, new RequestLines(true, Map.of("id-1", 2), Map.of(), 0, PortLines.NONE)))
                .orElseThrow();

        double ttft = tally.ttft().mean().orElseThrow() / 1e6;
        double e2e = tally.e2e().mean().orElseThrow() / 1e6;
        assertThat(view).isEqualTo(new RequestsView(2, 0, OptionalDouble.of(1), OptionalDouble.of(2),
                OptionalDouble.of(4), OptionalDouble.of(ttft - 3), OptionalDouble.of(e2e - 7),
                Optional.of(new RequestLogView(true, 2, OptionalLong.of(1), OptionalLong.of(1), OptionalLong.of(1),
                        List.of("id-0"))),
                Optional.empty()));
    }

    @Test
    void idsThatDoNotJoinSayNothingOfOurs() {
        List<RequestRecord> ours = List.of(Runs.completed(0, 0));
        ours.forEach(tally::add);
        RequestsView view = SingleRequests
                .view(file(ours, new RequestLines(true, Map.of("x", 1), Map.of(), 0, PortLines.NONE)))
                .orElseThrow();

        assertThat(view.ownMetrics()).isZero();
        assertThat(view.queueMs()).isEmpty();
        assertThat(view.log()).contains(new RequestLogView(false, 1, OptionalLong.empty(), OptionalLong.empty(),
                OptionalLong.empty(), List.of()));
    }

    @Test
    void portsThatJoinSayWhatWasFoundAndOthersSayNothingOfOurs() {
        List<RequestRecord> ours = List.of(Runs.completed(0, 0));
        ours.forEach(tally::add);
        int port = ours.getFirst().localPort().orElseThrow();

        assertThat(accessLog(ours, Map.of(port, 1, 7, 2)))
                .isEqualTo(new AccessLogView(true, 1, OptionalLong.of(1), OptionalLong.of(0), OptionalLong.of(2)));
        assertThat(accessLog(ours, Map.of(7, 3))).isEqualTo(
                new AccessLogView(false, 1, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()));
    }

    private AccessLogView accessLog(List<RequestRecord> ours, Map<Integer, Integer> lines) {
        RequestLines said = new RequestLines(false, Map.of(), Map.of(), 0, new PortLines(lines, 0));
        return SingleRequests.view(file(ours, said)).flatMap(RequestsView::accessLog).orElseThrow();
    }

    @Test
    void whereNothingTellsRequestsApartThereIsNothing() {
        List<RequestRecord> ours = List.of(Runs.completed(0, 0));
        ours.forEach(tally::add);

        assertThat(SingleRequests.view(file(ours, RequestLines.NONE))).isEmpty();
    }

    private CaseFile file(List<RequestRecord> ours, RequestLines lines) {
        LogTestimony log = Runs.log(LogSource.DOCKER_LOG);
        LogDigest d = log.digest();
        LogDigest digest = new LogDigest(d.lines(), d.access(), true, true, d.stats(), d.events(), 0, d.first(),
                d.last(), lines, 0);
        CaseFile file = Runs.judgement(tally, Runs.metrics(), log,
                Runs.verdict(new Scope.Level(0), Overall.PASSED, Runs.agreeingRows())).caseFile();
        return new CaseFile(file.scope(), file.span(), file.expectation(), tally, file.warmUp(), file.timeline(),
                file.metrics(), new LogTestimony(log.source(), log.availability(), digest, false, log.took()),
                file.clocks(), new RollCall(ours.stream().map(RollEntry::of).toList(), 0), TraceTestimony.NOT_ASKED,
                Optional.empty());
    }

    private static RequestRecord telling(RequestRecord r) {
        return new RequestRecord(r.id(), r.scope(), r.ordinal(), r.endpoint(), r.streamed(), r.asked(), r.intended(),
                r.sent(), r.connectNanos(), r.written(), r.head(), r.status(), r.chunks(), r.ended(), r.usage(),
                Optional.of(TIMES), r.finishReasons(), r.done(), r.localPort(), r.mayHaveRunTwice(), r.outcome());
    }
}

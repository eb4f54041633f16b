package io.llmloadtest.verdict.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Outcome.Completed;
import io.llmloadtest.ledger.Outcome.HttpError;
import io.llmloadtest.ledger.Outcome.TimedOut;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Overall;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SloRatingTest {

    private static final long MS = 1_000_000;
    private static final Scope LEVEL = new Scope.Level(0);

    private final Tally tally = new Tally(
            new GoodputLimits(OptionalDouble.of(50), OptionalDouble.empty(), OptionalDouble.empty()));

    @Test
    void aLevelMeetsItsObjectivesWhenItMeetsEachOfThem() {
        streams(200, 40);
        SloRating rating = rate("ttft.p95<50,e2e.mean<61,tpot.max<=10,itl.p99<11,goodput>=1,error_rate<=0");
        assertThat(rating.outcome()).isEqualTo(Outcome.MET);
        assertThat(rating.objectives()).extracting(each -> Math.round(each.value().orElseThrow()))
                .containsExactly(40L, 60L, 10L, 10L, 1L, 0L);
        assertThat(rating.deciding().objective().text()).as("the narrowest").isEqualTo("tpot.max<=10");
    }

    @Test
    void oneObjectiveMissedIsEnough() {
        streams(100, 40);
        SloRating rating = rate("ttft.p95<50,e2e.mean<60,ttft.mean<1");
        assertThat(rating.outcome()).isEqualTo(Outcome.MISSED);
        assertThat(rating.deciding().objective().text()).as("missed by most").isEqualTo("ttft.mean<1");
    }

    @Test
    void aPercentileOfTooFewRequestsCannotBeTold() {
        streams(50, 40);
        SloRating rating = rate("ttft.p99<50,ttft.mean<50");
        assertThat(rating.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(rating.deciding().unknown()).contains(Rated.Unknown.TOO_FEW);
        assertThat(rate("ttft.p99<50,ttft.mean<10").outcome()).as("another is missed for sure")
                .isEqualTo(Outcome.MISSED);
    }

    @Test
    void aLevelThatWasCutShortIsKnownAsSuchWhateverItGave() {
        Verdict cutShort = verdict(FindingId.LOAD_INTERRUPTED, Severity.WARNING);
        assertThat(rate("ttft.p99<50", cutShort).isCutShort()).as("too few").isTrue();
        streams(100, 40);
        assertThat(rate("ttft.p99<50", cutShort).isCutShort()).as("met").isTrue();
        assertThat(rate("ttft.p99<30", cutShort).isCutShort()).as("missed").isTrue();
        assertThat(rate("ttft.p99<50").isCutShort()).isFalse();
    }

    @Test
    void whatNobodyMeasuredCannotBeTold() {
        assertThat(rate("ttft.mean<50").deciding().unknown()).contains(Rated.Unknown.NOTHING_MEASURED);
        assertThat(rate("itl.p99<50").outcome()).isEqualTo(Outcome.CANNOT_TELL);
    }

    @Test
    void requestsThatFailAtOnceDoNotMakeAFastServer() {
        streams(90, 40);
        for (int i = 0; i < 10; i++) {
            tally.add(request(90 + i, ChunkTrain.empty(), 1, new HttpError(503, "")));
        }
        SloRating rating = rate("ttft.p90<50");
        assertThat(rating.outcome()).isEqualTo(Outcome.MISSED);
        assertThat(rating.deciding().objective().text()).isEqualTo("error_rate<0.01");
        assertThat(rate("ttft.p90<50,goodput>=0.9").outcome()).isEqualTo(Outcome.MET);
        assertThat(rate("ttft.p90<50,goodput>0.9").outcome()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void aTimeOutMakesAPercentileAtLeastSoLarge() {
        streams(95, 40);
        for (int i = 0; i < 5; i++) {
            tally.add(request(95 + i, ChunkTrain.empty(), 1000, new TimedOut("head")));
        }
        Rated missed = rate("e2e.p96<1000,error_rate<0.1").deciding();
        assertThat(missed.outcome()).isEqualTo(Outcome.MISSED);
        assertThat(missed.atLeast()).isTrue();
        Rated unknown = rate("e2e.p96<1001,error_rate<0.1").deciding();
        assertThat(unknown.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(unknown.unknown()).contains(Rated.Unknown.TIMED_OUT);
        assertThat(rate("e2e.mean<107,error_rate<0.1").outcome()).as("(95 x 60 + 5 x 1000) / 100 = 107, or more")
                .isEqualTo(Outcome.MISSED);
        assertThat(rate("e2e.mean<108,error_rate<0.1").outcome()).isEqualTo(Outcome.CANNOT_TELL);
    }

    @Test
    void whereRequestsComeByAScheduleTheWaitForTheirTurnCounts() {
        for (int i = 0; i < 100; i++) {
            tally.add(request(i, 30, train(i, 40), 60, new Completed()));
        }
        Slo slo = Slo.parse("ttft.p95<50");
        assertThat(SloRating.of(slo, tally, false, verdict(), true, Set.of()).outcome()).isEqualTo(Outcome.MET);
        assertThat(SloRating.of(slo, tally, true, verdict(), true, Set.of()).outcome()).isEqualTo(Outcome.MISSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT_SATURATED", "LOAD_NOT_DELIVERED", "LOAD_INTERRUPTED", "PREFIX_CACHE_WARM"})
    void whatMadeALevelEasierKeepsItFromBeingMet(FindingId doubt) {
        streams(100, 40);
        SloRating rating = rate("ttft.p95<50", verdict(doubt, Severity.WARNING));
        assertThat(rating.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(rating.doubts()).containsExactly(doubt.key());
        assertThat(rate("ttft.p95<50", verdict(doubt, Severity.INFO)).outcome()).isEqualTo(Outcome.MET);
        assertThat(SloRating.of(Slo.parse("ttft.p95<50"), tally, false, verdict(doubt, Severity.WARNING), true,
                Set.of(doubt)).outcome()).as("accepted").isEqualTo(Outcome.MET);
    }

    @Test
    void aFindingIsHeldOnlyAgainstTheOutcomeItCouldHaveBroughtAbout() {
        streams(100, 40);
        Verdict lessLoad = verdict(FindingId.LOAD_NOT_DELIVERED, Severity.WARNING);
        Verdict others = verdict(FindingId.FOREIGN_TRAFFIC, Severity.WARNING);
        Verdict late = verdict(FindingId.CLIENT_SATURATED, Severity.WARNING);
        assertThat(rate("ttft.p95<30", lessLoad).outcome()).isEqualTo(Outcome.MISSED);
        assertThat(rate("ttft.p95<50", others).outcome()).isEqualTo(Outcome.MET);
        assertThat(rate("ttft.p95<30", others).outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(rate("ttft.p95<30", late).outcome()).isEqualTo(Outcome.CANNOT_TELL);
    }

    @Test
    void whatNoEvidenceConfirmsIsNotMetUnlessNobodyAskedForEvidence() {
        streams(100, 40);
        Verdict unverified = verdict(Overall.UNVERIFIED, Verdict.Counts.NOT_CHECKED, List.of());
        Slo slo = Slo.parse("ttft.p95<50");
        SloRating asked = SloRating.of(slo, tally, false, unverified, true, Set.of());
        assertThat(asked.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(asked.doubts()).containsExactly("unverified");
        assertThat(SloRating.of(slo, tally, false, unverified, false, Set.of()).outcome()).isEqualTo(Outcome.MET);
        assertThat(rate("ttft.p95<30", unverified).outcome()).as("a user who waited too long did")
                .isEqualTo(Outcome.MISSED);
    }

    private SloRating rate(String slo) {
        return rate(slo, verdict());
    }

    private SloRating rate(String slo, Verdict verdict) {
        return SloRating.of(Slo.parse(slo), tally, false, verdict, true, Set.of());
    }

    private void streams(int count, long ttftMillis) {
        for (int i = 0; i < count; i++) {
            tally.add(request(i, train(i, ttftMillis), ttftMillis + 20, new Completed()));
        }
    }

    /** Three tokens, 10 ms apart. */
    private static ChunkTrain train(int ordinal, long ttftMillis) {
        long first = (ordinal * 10L + ttftMillis) * MS;
        return ChunkTrain.of(new long[]{first, first + 10 * MS, first + 20 * MS}, new byte[]{1, 1, 1}, new int[0]);
    }

    private static RequestRecord request(int ordinal, ChunkTrain chunks, long e2eMillis,
            io.llmloadtest.ledger.Outcome outcome) {
        return request(ordinal, 0, chunks, e2eMillis, outcome);
    }

    private static RequestRecord request(int ordinal, long lateMillis, ChunkTrain chunks, long e2eMillis,
            io.llmloadtest.ledger.Outcome outcome) {
        long sent = ordinal * 10 * MS;
        return new RequestRecord("id-" + ordinal, LEVEL, ordinal, "/v1/chat/completions", true,
                new Asked(OptionalInt.of(7), OptionalInt.of(3), 1), new Tick(sent - lateMillis * MS), new Tick(sent),
                OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), chunks,
                new Tick(sent + e2eMillis * MS), Optional.of(new TokenCounts(7, 3, OptionalInt.empty())),
                Optional.empty(), Map.of(), true, OptionalInt.empty(), false, outcome);
    }

    private static Verdict verdict() {
        return verdict(Overall.PASSED, Verdict.Counts.EXACT, List.of());
    }

    private static Verdict verdict(FindingId found, Severity severity) {
        return verdict(Overall.WARNING, Verdict.Counts.EXACT, List.of(Finding.of(found, LEVEL, severity, Map.of())));
    }

    private static Verdict verdict(Overall overall, Verdict.Counts counts, List<Finding> findings) {
        return new Verdict(LEVEL, overall, List.of(), findings, counts, Verdict.Timings.EXPLAINED, List.of(), Map.of(),
                false);
    }
}

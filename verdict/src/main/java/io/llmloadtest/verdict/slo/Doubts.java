package io.llmloadtest.verdict.slo;

import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Overall;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What speaks against taking a level's numbers at their word. A finding is held only against the outcome it could have
 * brought about: less load than planned can make a level meet its objectives, never miss them.
 */
final class Doubts {

    /** What is said of a level that no evidence of the server confirms. */
    static final String UNVERIFIED = "unverified";

    /** The level may have met its objectives only because of this. */
    private static final Set<FindingId> AGAINST_MET = EnumSet.of(FindingId.CLIENT_SATURATED,
            FindingId.LOAD_NOT_DELIVERED, FindingId.LOAD_INTERRUPTED, FindingId.CLIENT_BELOW_SERVER,
            FindingId.REQUEST_TIMES_CONTRADICT, FindingId.CLOCK_STEP, FindingId.PREFIX_CACHE_WARM,
            FindingId.REQUESTS_MISSING_ON_SERVER, FindingId.LENGTHS_NOT_AS_ASKED, FindingId.SERVER_RESTARTED,
            FindingId.METRICS_BEHIND_BALANCER, FindingId.STREAM_BUFFERED, FindingId.UNEXPLAINED_DIFFERENCE);

    /** The level may have missed its objectives only because of this. */
    private static final Set<FindingId> AGAINST_MISSED = EnumSet.of(FindingId.CLIENT_SATURATED,
            FindingId.LOAD_INTERRUPTED, FindingId.REQUEST_TIMES_CONTRADICT, FindingId.CLOCK_STEP,
            FindingId.FOREIGN_TRAFFIC, FindingId.SERVER_RESTARTED, FindingId.COLD_START, FindingId.GATEWAY_RETRIES,
            FindingId.STREAM_BUFFERED);

    /** Too little may have been measured only because of this. */
    private static final Set<FindingId> AGAINST_ANY = EnumSet.of(FindingId.LOAD_INTERRUPTED);

    private Doubts() {
    }

    /**
     * What speaks against that outcome: names of findings, or {@link #UNVERIFIED}.
     *
     * @param validated whether the server's evidence was asked for at all; a client alone is believed when it was not
     * @param accepted findings that the user knows of
     */
    static List<String> against(Outcome outcome, Verdict verdict, boolean validated, Set<FindingId> accepted) {
        return switch (outcome) {
            case MET -> {
                List<String> doubts = named(AGAINST_MET, verdict, accepted);
                yield doubts.isEmpty() && validated && isUnverified(verdict) ? List.of(UNVERIFIED) : doubts;
            }
            case MISSED -> named(AGAINST_MISSED, verdict, accepted);
            case CANNOT_TELL -> named(AGAINST_ANY, verdict, accepted);
        };
    }

    private static boolean isUnverified(Verdict verdict) {
        return verdict.overall() == Overall.UNVERIFIED || verdict.counts() == Verdict.Counts.NOT_CHECKED;
    }

    private static List<String> named(Set<FindingId> which, Verdict verdict, Set<FindingId> accepted) {
        return verdict.findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING && which.contains(finding.id())
                        && !accepted.contains(finding.id()))
                .map(Finding::id).distinct().map(FindingId::key).toList();
    }
}

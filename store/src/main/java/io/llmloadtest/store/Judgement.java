package io.llmloadtest.store;

import io.llmloadtest.verdict.CaseFile;
import io.llmloadtest.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * A case and what was said of it.
 *
 * @param caseFile what the judge looked at
 * @param verdict what it said
 * @param metricsBefore how long the scrape before took; empty when there was none
 * @param metricsAfter how long the scrape after took; empty when there was none
 */
public record Judgement(CaseFile caseFile, Verdict verdict, Optional<Duration> metricsBefore,
        Optional<Duration> metricsAfter) {

    /** A case and its verdict, the scrapes' durations not known one by one. */
    public static Judgement of(CaseFile caseFile, Verdict verdict) {
        return new Judgement(caseFile, verdict, Optional.empty(), Optional.empty());
    }
}

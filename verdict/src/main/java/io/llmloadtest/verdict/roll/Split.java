package io.llmloadtest.verdict.roll;

import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.model.Reading;
import java.util.function.Function;

/**
 * Where the time of the matched requests went, by the server's own record: means over their spans, in milliseconds.
 *
 * @param queue waiting to be scheduled
 * @param prefill from being scheduled to the first token
 * @param decode from the first token to the last
 * @param ttft from arrival to the first token
 * @param e2e from arrival to the last token
 */
public record Split(Reading queue, Reading prefill, Reading decode, Reading ttft, Reading e2e) {

    /** The split of a roll. */
    public static Split of(Roll roll) {
        return new Split(mean(roll, ServedRequest::queueSeconds), mean(roll, ServedRequest::prefillSeconds),
                mean(roll, ServedRequest::decodeSeconds), mean(roll, ServedRequest::ttftSeconds),
                mean(roll, ServedRequest::e2eSeconds));
    }

    private static Reading mean(Roll roll, Function<ServedRequest, Reading> which) {
        return RollRows.mean(roll.pairs().stream().flatMap(pair -> pair.spans().stream()).map(which)
                .filter(Reading::isKnown).map(reading -> reading.map(seconds -> seconds * 1e3)));
    }
}

package io.llmloadtest.evidence.logs;

import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;

/**
 * How a log came to us over a stretch of the run.
 *
 * @param rotations how often it was rotated or cut at its head
 * @param lostLines lines that are known to be lost with it; absent when nobody can tell
 * @param stopped whether its container or command ended in the stretch and did not come back
 * @param skewMillis the clock that stamps the lines less ours; absent when it was not measured
 * @param skewUncertaintyMillis how far that may be off
 */
public record Custody(long rotations, Reading lostLines, boolean stopped, Reading skewMillis,
        Reading skewUncertaintyMillis) {

    /** Nothing happened to it. */
    public static final Custody WHOLE = new Custody(0, Reading.of(0), false, Reading.absent(Why.NO_SAMPLES),
            Reading.absent(Why.NO_SAMPLES));
}

package io.llmloadtest.store;

import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.ledger.steady.LevelCourse;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Span;
import io.llmloadtest.verdict.slo.SloRating;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One level of a finished run.
 *
 * @param concurrency requests meant to be in flight; empty for a rate without a cap
 * @param arrivals when requests were meant to arrive; empty for a closed loop
 * @param issued the arrivals that came due; empty for a closed loop, or one that was cut off
 * @param span its time
 * @param tally the client's record of its measured load
 * @param warmUp the client's record of its warm-up; an empty tally when there was none
 * @param instrumentError how late the client itself was; empty when it was not sampled
 * @param judgement empty with {@code --skip-validation}
 * @param course how its requests followed each other; empty when that is not known
 * @param slo the level held against the objectives; empty when there are none
 */
public record LevelOutcome(OptionalInt concurrency, Optional<ArrivalProcess> arrivals,
        Optional<IssuedArrivals> issued, Span span, Tally tally, Tally warmUp,
        Optional<InstrumentError> instrumentError, Optional<Judgement> judgement, Optional<LevelCourse> course,
        Optional<SloRating> slo) {}

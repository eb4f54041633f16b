package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.Expectation;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * Fewer requests were in flight than planned: by Little's law the time that all requests were in flight together, over the
 * time in which they were sent; so a straggler at the end adds to it, and never takes from it. The ends of a closed loop are not full, so only a level of ten waves or more is looked at, and only three
 * quarters are asked for. When more than a tenth of the requests failed, that is what is said.
 */
final class LoadNotDelivered implements Cause {

    private static final int WAVES = 10;
    private static final double ENOUGH = 0.75;
    private static final int SOME = 10;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Expectation expectation = hearing.file().expectation();
        Tally tally = hearing.file().tally();
        int asked = expectation.concurrency().orElse(0);
        double seconds = hearing.file().span().measured().seconds();
        if (!(hearing.scope() instanceof Scope.Level) || asked == 0 || seconds <= 0 || expectation.interrupted()
                || tally.sent() < (long) WAVES * asked || tally.failed() * SOME > tally.sent()) {
            return Optional.empty();
        }
        double got = (tally.occupiedNanos() + unseenNanos(hearing)) / 1e9 / seconds;
        return got >= ENOUGH * asked
                ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("asked", asked).put("got", got)
                        .put("percent", 100 * got / asked).warning(FindingId.LOAD_NOT_DELIVERED, hearing)));
    }

    /** Where the kernel stamps the end of an answer, its place is taken until the client's loop gets to it. */
    private static double unseenNanos(Hearing hearing) {
        return hearing.file().instrumentError().filter(late -> !late.inStamps())
                .map(late -> late.meanNanos() * hearing.file().tally().sent()).orElse(0.0);
    }
}

package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.Expectation;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.ledger.arrivals.Delivery;
import java.util.Optional;

/**
 * Fewer requests were in flight than planned: by Little's law the time that all requests were in flight together, over the
 * time in which they were sent; so a straggler at the end adds to it, and never takes from it. The ends of a closed loop are not full, so only a level of ten waves or more is looked at, and only three
 * quarters are asked for. Of an open loop the arrivals that were sent are held against those that were drawn. When more than a tenth of the requests failed, that is what is said.
 */
final class LoadNotDelivered implements Cause {

    private static final int WAVES = 10;
    private static final double ENOUGH = 0.75;
    private static final int SOME = 10;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Expectation expectation = hearing.file().expectation();
        Tally tally = hearing.file().tally();
        if (expectation.arrivals().isPresent()) {
            return late(expectation, hearing);
        }
        int asked = expectation.concurrency().orElse(0);
        double seconds = hearing.file().span().measured().seconds();
        if (isSaidOtherwise(left, hearing) || !(hearing.scope() instanceof Scope.Level) || asked == 0 || seconds <= 0
                || expectation.interrupted()
                || tally.sent() < (long) WAVES * asked || tally.failed() * SOME > tally.sent()) {
            return Optional.empty();
        }
        double got = (tally.occupiedNanos() + unseenNanos(hearing)) / 1e9 / seconds;
        return got >= ENOUGH * asked
                ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("asked", asked).put("got", got)
                        .put("percent", 100 * got / asked).warning(FindingId.LOAD_NOT_DELIVERED, hearing)));
    }

    /** Of another tool the most in flight is looked at; and of one that does not time its requests nothing is known. */
    private static boolean isSaidOtherwise(Residuals left, Hearing hearing) {
        return left.said(FindingId.CONCURRENCY_NOT_REACHED).isPresent()
                || hearing.file().tool().filter(tool -> !tool.timed()).isPresent();
    }

    /** Where the kernel stamps the end of an answer, its place is taken until the client's loop gets to it. */
    private static double unseenNanos(Hearing hearing) {
        return hearing.file().instrumentError().filter(late -> !late.inStamps())
                .map(late -> late.meanNanos() * hearing.file().tally().sent()).orElse(0.0);
    }

    private static Optional<Claim> late(Expectation expectation, Hearing hearing) {
        Tally tally = hearing.file().tally();
        if (!(hearing.scope() instanceof Scope.Level) || expectation.interrupted()
                || tally.failed() * SOME > tally.sent()) {
            return Optional.empty();
        }
        double lateness = tally.sendLateness().mean().orElse(0);
        return expectation.arrivals().flatMap(process -> Delivery.of(process, tally.sendTimes(),
                hearing.file().span().measured().from()))
                .filter(delivery -> !delivery.isDelivered(lateness))
                .map(delivery -> Claim.of(new Values().put("asked_rate", delivery.askedRate())
                        .put("got_rate", delivery.achievedRate()).put("lateness_ms", lateness / 1e6)
                        .warning(FindingId.LOAD_NOT_DELIVERED, hearing)));
    }
}

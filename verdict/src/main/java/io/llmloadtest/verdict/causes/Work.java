package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How tokens divide between work of others, answers of ours that were lost, and work of ours that was broken off. vLLM
 * counts tokens as they are made, and once more, in {@code request_generation_tokens}, for choices that it finished:
 * broken-off work is in the first alone.
 */
final class Work {

    private Work() {
    }

    /**
     * What others' requests take of {@code all}.
     *
     * @param lost choices of ours that the server finished and we did not get
     */
    static double finishedByOthers(Residuals left, Hearing hearing, Ours ours, double lost, Account all,
            Account finished) {
        double beyond = left.beyond(all);
        if (ours.reached() == 0) {
            return beyond;
        }
        if (left.knows(finished)) {
            double ofLost = lost == 0 ? 0 : Math.min(left.beyond(finished), lost * perChoice(hearing, all).orElse(0));
            return Math.min(beyond, left.beyond(finished) - ofLost);
        }
        double atLeastOurs = all == Account.TOKENS ? ours.visibleTokens()
                : (double) ours.tally().failures().promptTokensAfterHead();
        return Math.max(0, beyond - atLeastOurs);
    }

    /**
     * What lost answers of ours take of {@code all}: what the server finished for nobody, or all there is when every
     * request of ours that failed is among the lost ones, or what the plan's fixed length says.
     */
    static OptionalDouble finishedForNobody(Residuals left, Hearing hearing, Ours ours, double lost, Account all,
            Account finished) {
        if (!left.knows(all)) {
            return OptionalDouble.empty();
        }
        if (left.knows(finished)) {
            return OptionalDouble.of(Math.min(left.beyond(all), left.beyond(finished)));
        }
        if (lost >= ours.reached()) {
            return OptionalDouble.of(left.beyond(all));
        }
        OptionalDouble each = perChoice(hearing, all);
        return each.isPresent() ? OptionalDouble.of(Math.min(left.beyond(all), lost * each.getAsDouble()))
                : OptionalDouble.empty();
    }

    private static OptionalDouble perChoice(Hearing hearing, Account all) {
        OptionalInt fixed = all == Account.TOKENS ? hearing.file().expectation().outputTokens()
                : hearing.file().expectation().inputTokens();
        return fixed.isPresent() ? OptionalDouble.of(fixed.getAsInt()) : OptionalDouble.empty();
    }
}

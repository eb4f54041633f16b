package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Reading;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** The prefix cache answered more than the plan shares, although every prompt was meant to be new. The plan explains, per
 * request, what all share (rounded up to the cache's blocks of 16 tokens); the further choices of a request, which find its
 * own prompt; prompts that began anew after a preemption; others' prompts; and one per cent for chance. */
final class PrefixCacheWarm implements Cause {

    private static final double BLOCK_TOKENS = 16;
    private static final double CHANCE = 0.01;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        ServerDelta delta = hearing.admitted().delta();
        double hits = delta.of(Counter.PREFIX_HIT_TOKENS).known().orElse(0);
        double allowed = allowed(hearing);
        if (!hearing.file().expectation().freshPrompts() || hits <= allowed) {
            return Optional.empty();
        }
        Reading queried = delta.of(Counter.PREFIX_QUERIED_TOKENS);
        return Optional.of(Claim.of(new Values().put("hit_tokens", hits).put("queried_tokens", queried)
                .put("rate_percent", Reading.of(100 * hits).dividedBy(queried)).put("allowed_tokens", allowed)
                .put("requests", hearing.admitted().ours().sent()).warning(FindingId.PREFIX_CACHE_WARM, hearing)));
    }

    private static double allowed(Hearing hearing) {
        Tally ours = hearing.admitted().ours();
        ServerDelta delta = hearing.admitted().delta();
        double blocks = Math.ceil(hearing.file().expectation().sharedTokens() / BLOCK_TOKENS);
        double choices = ours.choices() + hearing.ours().choicesAtStake();
        double meanPrompt = ours.completed() == 0 ? 0 : (double) ours.promptTokens() / ours.completed();
        double others = Math.max(0, hearing.entry(Account.PROMPT_TOKENS).residual().known().orElse(0));
        return choices * blocks * BLOCK_TOKENS + ours.promptTokensPerChoice() - ours.promptTokens()
                + delta.of(Counter.PREEMPTIONS).known().orElse(0) * meanPrompt + others
                + CHANCE * ours.promptTokensPerChoice();
    }
}

package io.llmloadtest.verdict.roll;

import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.List;
import java.util.function.Function;

/**
 * A completed request of ours and the spans of the answer that it got: one for each choice, since vLLM serves choices as
 * requests of their own.
 *
 * @param entry the client's side
 * @param spans the server's; when the request was repeated on the way, those of the try that arrived last
 */
public record Pair(RollEntry entry, List<ServedRequest> spans) {

    public Pair {
        spans = List.copyOf(spans);
    }

    /** The client's output tokens. */
    Reading clientTokens() {
        return usage(TokenCounts::completion);
    }

    /** The client's prompt tokens. */
    Reading clientPrompt() {
        return usage(TokenCounts::prompt);
    }

    private Reading usage(Function<TokenCounts, Integer> which) {
        return entry.usage().map(counts -> Reading.of((double) which.apply(counts)))
                .orElseGet(() -> Reading.absent(Why.NO_USAGE));
    }

    /** The server's output tokens, of all choices. */
    Reading serverTokens() {
        return spans.stream().map(ServedRequest::outputTokens).reduce(Reading.of(0), Reading::plus);
    }

    /** The server's prompt tokens: every choice has the same prompt, and usage counts it once. */
    Reading serverPrompt() {
        return spans.getFirst().promptTokens();
    }

    /** The earliest first token of a choice, or the latest end of one, in seconds after arrival. */
    Reading time(Function<ServedRequest, Reading> which, boolean earliest) {
        return spans.stream().map(which)
                .reduce((one, other) -> one.combine(other, earliest ? Math::min : Math::max))
                .orElseGet(() -> Reading.absent(Why.NO_TRACES));
    }

    /** Whether both sides tell their tokens, and differ. */
    boolean differs() {
        return isOther(clientTokens(), serverTokens()) || isOther(clientPrompt(), serverPrompt());
    }

    static boolean isOther(Reading client, Reading server) {
        Reading apart = client.minus(server);
        return Math.abs(apart.known().orElse(0)) >= 0.5;
    }
}

package io.llmloadtest.simulator;

import io.llmloadtest.simulator.Step.Finish;
import io.llmloadtest.simulator.Step.Output;
import java.util.List;
import java.util.Optional;

/**
 * One choice on its way out: tells the tokens of its thinking from those of its answer, and keeps what leaves together. The
 * last token of the thinking is the mark that ends it; a reasoning parser gives no text for it.
 */
final class ChoiceAnswer {
    private final ChoiceText text;
    private final int reasoningTokens;
    private final int streamInterval;
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();
    private ChatDelta kept = ChatDelta.NONE;
    private int sentTokens;

    /**
     * A choice without tokens so far.
     *
     * @param reasoningTokens how many tokens it thinks
     * @param streamInterval how many tokens make an event, but for the first and the last
     */
    ChoiceAnswer(List<String> stops, int reasoningTokens, int streamInterval) {
        text = new ChoiceText(stops);
        this.reasoningTokens = reasoningTokens;
        this.streamInterval = streamInterval;
    }

    /** Takes a token, and gives what is to leave with it; empty while that has to wait for further ones. */
    Optional<ChatDelta> take(Output output) {
        boolean thinks = output.number() <= reasoningTokens;
        boolean mark = output.number() == reasoningTokens && output.finish().isEmpty();
        String free = mark ? "" : text.append(output.token(), output.finish());
        (thinks ? reasoning : answer).append(free);
        kept = kept.plus(new ChatDelta(thinks ? free : "", thinks ? "" : free, List.of(output.token()), mark));
        boolean early = sentTokens > 0 && output.finish().isEmpty() && output.number() - sentTokens < streamInterval;
        if (output.more() || early) {
            return Optional.empty();
        }
        ChatDelta leaving = kept;
        kept = ChatDelta.NONE;
        sentTokens = output.number();
        return Optional.of(leaving);
    }

    /** What it thought. */
    String reasoning() {
        return reasoning.toString();
    }

    /** What it said. */
    String answer() {
        return answer.toString();
    }

    Optional<Finish> finish() {
        return text.finish();
    }
}

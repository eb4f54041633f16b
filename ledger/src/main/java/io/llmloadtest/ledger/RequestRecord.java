package io.llmloadtest.ledger;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.ServerTimes;
import io.llmloadtest.model.Tick;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One request, from its intended start to its end: the only input of every statistic. Times are client ticks taken when
 * the bytes moved.
 *
 * @param id the unique id sent as {@code X-Request-Id}
 * @param scope the warm-up or level it belongs to
 * @param ordinal its place in its scope, from 0, in order of sending
 * @param endpoint the route without any prefix, such as {@code /v1/chat/completions}
 * @param streamed whether a stream was asked for
 * @param asked what it asked for
 * @param intended when the plan wanted it sent
 * @param sent just before its first byte was handed to the socket
 * @param connectNanos time spent opening a connection for it; empty when it took an open one
 * @param written when its last byte had been taken by the socket
 * @param head when the head of the answer had arrived
 * @param status the HTTP status of the answer
 * @param chunks the events of a streamed answer
 * @param ended the last byte of the answer, or the moment it failed
 * @param usage the answer's token counts
 * @param serverTimes what the answer says of the server's own time
 * @param finishReasons how many choices ended with which reason
 * @param done whether the stream's {@code [DONE]} came
 * @param localPort the client's port, the key to the server's access lines
 * @param mayHaveRunTwice whether it was sent again after a connection died under it
 * @param outcome how it ended
 */
public record RequestRecord(String id, Scope scope, int ordinal, String endpoint, boolean streamed, Asked asked,
        Tick intended, Tick sent, OptionalLong connectNanos, Optional<Tick> written, Optional<Tick> head,
        OptionalInt status, ChunkTrain chunks, Tick ended, Optional<TokenCounts> usage,
        Optional<ServerTimes> serverTimes, Map<String, Integer> finishReasons, boolean done, OptionalInt localPort,
        boolean mayHaveRunTwice,
        Outcome outcome) {

    public RequestRecord {
        finishReasons = Map.copyOf(finishReasons);
    }

    /** The same request with its chunks. */
    public RequestRecord withChunks(ChunkTrain train) {
        return new RequestRecord(id, scope, ordinal, endpoint, streamed, asked, intended, sent, connectNanos, written,
                head, status, train, ended, usage, serverTimes, finishReasons, done, localPort, mayHaveRunTwice,
                outcome);
    }

    /** Whether it ended well. */
    public boolean isCompleted() {
        return outcome instanceof Outcome.Completed;
    }

    /** When the first token arrived; empty for an answer that was not streamed or had none. */
    public Optional<Tick> firstToken() {
        OptionalInt index = chunks.firstToken();
        return index.isPresent() ? Optional.of(chunks.at(index.getAsInt())) : Optional.empty();
    }

    /** Time to first token: from the send to the first chunk with content, reasoning or a tool call, in nanoseconds. */
    public OptionalLong ttftNanos() {
        Optional<Tick> first = firstToken();
        return first.isPresent() ? OptionalLong.of(first.get().nanosSince(sent)) : OptionalLong.empty();
    }

    /**
     * Time to first output token: from the send to the first chunk with content or a tool call, in nanoseconds; empty when no
     * reasoning came before it, since it is the TTFT then, or when there was none.
     */
    public OptionalLong ttfoNanos() {
        OptionalInt index = chunks.firstAfterReasoning();
        return index.isPresent()
                ? OptionalLong.of(chunks.at(index.getAsInt()).nanosSince(sent))
                : OptionalLong.empty();
    }

    /** End-to-end latency: from the send to the last byte, in nanoseconds. */
    public long e2eNanos() {
        return ended.nanosSince(sent);
    }

    /**
     * Time per output token: {@code (E2E - TTFT) / (tokens - 1)}, in nanoseconds; empty with fewer than two tokens, more
     * than one choice, or no usage.
     */
    public OptionalDouble tpotNanos() {
        OptionalLong ttft = ttftNanos();
        if (ttft.isEmpty() || usage.isEmpty() || usage.get().completion() < 2 || asked.choices() > 1) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((e2eNanos() - ttft.getAsLong()) / (double) (usage.get().completion() - 1));
    }

    /** Chunks that carried a token: what can be counted when the server does not say. */
    public int tokenChunks() {
        int count = 0;
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.isToken(i)) {
                count++;
            }
        }
        return count;
    }

    /**
     * Whether the chunks tell how many tokens each of them brought. Counts that end at another number than the usage says are
     * no counts of these tokens.
     */
    public boolean countsTokens() {
        return chunks.countsTokens() && usage
                .map(told -> told.completion() == chunks.tokensSoFarAt(chunks.size() - 1)).orElse(true);
    }

    /** Completion tokens: the usage's, or the token chunks' where there is none. */
    public int outputTokens() {
        return usage.map(TokenCounts::completion).orElseGet(this::tokenChunks);
    }

    /** Choices that ended: those with a finish reason, or those asked for when the answer names none. */
    public int choices() {
        int named = finishReasons.values().stream().mapToInt(Integer::intValue).sum();
        return named > 0 ? named : asked.choices();
    }
}

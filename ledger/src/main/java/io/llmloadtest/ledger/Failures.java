package io.llmloadtest.ledger;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the client knows of requests that did not end well: the server may have worked on them, and its counters then hold
 * that work.
 */
public final class Failures {

    private final Map<ErrorKind, Long> kinds = new EnumMap<>(ErrorKind.class);
    private final Map<String, Long> messages = new TreeMap<>();
    private long afterHead;
    private long afterFirstToken;
    private long visibleTokens;
    private long finishedChoices;
    private long promptTokensAfterHead;
    private long mayHaveReachedServer;

    private static final int MOST_MESSAGES = 50;

    void add(RequestRecord request) {
        ErrorKind kind = request.outcome().error().orElseThrow();
        kinds.merge(kind, 1L, Long::sum);
        String message = request.outcome().words();
        if (messages.containsKey(message) || messages.size() < MOST_MESSAGES) {
            messages.merge(message, 1L, Long::sum);
        }
        if (kind != ErrorKind.CONNECT && kind != ErrorKind.TLS && kind != ErrorKind.HTTP_STATUS) {
            mayHaveReachedServer++;
        }
        if (request.status().orElse(0) == 200) {
            afterHead++;
            promptTokensAfterHead += (long) request.asked().inputTokens().orElse(0) * request.asked().choices();
            visibleTokens += request.outputTokens();
            finishedChoices += request.finishReasons().values().stream().mapToInt(Integer::intValue).sum();
            if (request.firstToken().isPresent()) {
                afterFirstToken++;
            }
        }
    }

    /** Failures of which nobody says how: the server may have seen them. */
    void addUntold(long times) {
        if (times > 0) {
            kinds.merge(ErrorKind.PROTOCOL, times, Long::sum);
            messages.merge(new Outcome.ProtocolError("the client does not say how they failed").words(), times,
                    Long::sum);
            mayHaveReachedServer += times;
        }
    }

    void addAll(Failures other) {
        other.kinds.forEach((kind, times) -> kinds.merge(kind, times, Long::sum));
        other.messages.forEach((message, times) -> messages.merge(message, times, Long::sum));
        afterHead += other.afterHead;
        afterFirstToken += other.afterFirstToken;
        visibleTokens += other.visibleTokens;
        finishedChoices += other.finishedChoices;
        promptTokensAfterHead += other.promptTokensAfterHead;
        mayHaveReachedServer += other.mayHaveReachedServer;
    }

    /** All failed requests. */
    public long count() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Failed requests of a kind. */
    public long count(ErrorKind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    /** What went wrong, in the words of server or system, with how often; at most fifty different ones. */
    public Map<String, Long> messages() {
        return Collections.unmodifiableMap(messages);
    }

    /** Failed requests that had got a 200 head: the server had taken them on. */
    public long afterHead() {
        return afterHead;
    }

    /** Failed requests whose first token arrived. */
    public long afterFirstToken() {
        return afterFirstToken;
    }

    /** Tokens that arrived for failed requests: a lower bound of what the server generated for them. */
    public long visibleTokens() {
        return visibleTokens;
    }

    /** Choices of failed requests whose finish reason arrived. */
    public long finishedChoices() {
        return finishedChoices;
    }

    /** Prompt tokens that the failed requests with a 200 head had asked for, once per choice; 0 where not fixed. */
    public long promptTokensAfterHead() {
        return promptTokensAfterHead;
    }

    /** Failed requests of which the server may have seen something, refused ones left out. */
    public long mayHaveReachedServer() {
        return mayHaveReachedServer;
    }
}

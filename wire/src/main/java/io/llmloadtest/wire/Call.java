package io.llmloadtest.wire;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Tick;
import io.llmloadtest.wire.Exchange.End;
import io.llmloadtest.wire.Exchange.Usage;
import io.llmloadtest.wire.hot.AnswerDecoder;
import io.llmloadtest.wire.hot.Bytes;
import io.llmloadtest.wire.hot.Facts;
import io.llmloadtest.wire.hot.FinishReasons;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request on its way, from the loop's taking it up to its completion. Owned by the loop. */
final class Call {

    private static final int LONGEST_NAME = 256;

    final WireRequest request;
    private final Transport.Completion completion;
    private OptionalLong connectNanos = OptionalLong.empty();
    private Optional<Tick> sent = Optional.empty();
    private Optional<Tick> written = Optional.empty();
    private @Nullable Connection connection;
    private @Nullable Runnable stopTimer;
    private boolean reused;
    private boolean sentTwice;
    private boolean over;

    Call(WireRequest request, Transport.Completion completion) {
        this.request = request;
        this.completion = completion;
    }

    /** Takes what stops the timer that runs for it. */
    void timedBy(Runnable stop) {
        stopTimer = stop;
    }

    void connected(long nanos) {
        connectNanos = OptionalLong.of(nanos);
    }

    /** The request is about to be handed to the socket; the first time is the one that counts. */
    void sentOn(Connection carrier, long nanos) {
        connection = carrier;
        reused = carrier.uses() > 1;
        sentTwice = sent.isPresent();
        written = Optional.empty();
        if (!sentTwice) {
            sent = Optional.of(new Tick(nanos));
        }
    }

    void written(long nanos) {
        if (!over) {
            written = Optional.of(new Tick(nanos));
        }
    }

    boolean isWritten() {
        return written.isPresent();
    }

    /** Whether it may be sent again: its connection was an old one, and it was not sent again before. */
    boolean deservesRetry() {
        return reused && !sentTwice;
    }

    void lostConnection() {
        connection = null;
    }

    @Nullable
    Connection connection() {
        return connection;
    }

    boolean isOver() {
        return over;
    }

    /** Hands the exchange over, the first time it is called; later calls do nothing. */
    void finish(End end, long nanos) {
        finish(end, nanos, () -> {});
    }

    /** The same; {@code freed} runs when the exchange has been taken from the connection, before it is handed over. */
    void finish(End end, long nanos, Runnable freed) {
        if (over) {
            return;
        }
        over = true;
        if (stopTimer != null) {
            stopTimer.run();
        }
        Exchange exchange = exchange(end, nanos);
        freed.run();
        try {
            completion.ended(exchange);
        } catch (RuntimeException | Error e) {
            // the completion's own failure must not take the loop and all other exchanges with it
            Thread.UncaughtExceptionHandler handler = Thread.currentThread().getUncaughtExceptionHandler();
            handler.uncaughtException(Thread.currentThread(), e);
        }
    }

    private Exchange exchange(End end, long nanos) {
        Tick ended = new Tick(nanos);
        Connection carrier = connection;
        if (carrier == null) {
            return new Exchange(request, connectNanos, sent.orElse(ended), written, Optional.empty(),
                    OptionalInt.empty(), ChunkTrain.empty(), ended, Optional.empty(), Optional.empty(), Map.of(), false,
                    Optional.empty(), Optional.empty(), OptionalInt.empty(), reused, sentTwice, Optional.empty(), end);
        }
        AnswerDecoder answer = carrier.answer();
        Facts facts = answer.facts();
        boolean head = answer.headSeen();
        return new Exchange(request, connectNanos, sent.orElse(ended), head ? writtenBefore(answer) : written,
                head ? Optional.of(new Tick(answer.headNanos())) : Optional.empty(),
                head ? OptionalInt.of(answer.status()) : OptionalInt.empty(), answer.train().snapshot(), ended,
                usage(facts), facts.serverTimes(), reasons(facts.finishReasons()), answer.done(), text(facts.id()),
                text(facts.fingerprint()), carrier.localPort(), reused, sentTwice, facts.text().map(Call::inJson), end);
    }

    /** The kernel may stamp an answer before the call that sent the request has returned. */
    private Optional<Tick> writtenBefore(AnswerDecoder answer) {
        return written.map(tick -> new Tick(Math.min(tick.nanos(), answer.headNanos())));
    }

    private static Optional<Usage> usage(Facts facts) {
        if (!facts.usage()) {
            return Optional.empty();
        }
        return Optional.of(new Usage(facts.promptTokens(), facts.completionTokens(),
                facts.cached() ? OptionalInt.of(facts.cachedTokens()) : OptionalInt.empty()));
    }

    private static Map<String, Integer> reasons(FinishReasons reasons) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < reasons.size(); i++) {
            if (reasons.count(i) > 0) {
                byte[] name = reasons.name(i);
                counts.merge(JsonText.of(name, name.length, LONGEST_NAME), reasons.count(i), Integer::sum);
            }
        }
        return Collections.unmodifiableMap(counts);
    }

    private static String inJson(Bytes kept) {
        return new String(kept.array(), 0, kept.size(), StandardCharsets.UTF_8);
    }

    private static Optional<String> text(Bytes kept) {
        return kept.size() == 0 ? Optional.empty() : Optional.of(JsonText.of(kept, LONGEST_NAME));
    }
}

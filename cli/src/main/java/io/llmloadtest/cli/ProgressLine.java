package io.llmloadtest.cli;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.model.Scope;
import io.llmloadtest.report.Columns;
import io.llmloadtest.runner.RunEvent;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Live progress on stderr: one line that is written over on a terminal, a line every few seconds elsewhere. Called from
 * one thread at a time.
 */
final class ProgressLine implements Consumer<RunEvent> {

    private static final long PLAIN_EVERY_NANOS = 5_000_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final ConsoleBook book;
    private final boolean overwrite;
    private final OptionalInt levels;
    private final int width;
    private Optional<RunEvent.PhaseStarted> phase = Optional.empty();
    private long shownAt;
    private boolean lineOpen;

    ProgressLine(PrintStream err, Terminal terminal, OptionalInt levels, ConsoleBook book) {
        this.err = err;
        this.book = book;
        this.overwrite = terminal.errorInteractive();
        this.width = terminal.width();
        this.levels = levels;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.Waiting(RunEvent.Wait what, Duration atMost) -> transientLine(waiting(what, atMost));
            case RunEvent.PhaseStarted started -> {
                phase = Optional.of(started);
                shownAt = 0;
            }
            case RunEvent.Progressed progressed -> transientLine(progress(progressed));
            case RunEvent.PhaseEnded _ -> close();
            case RunEvent.Searched step -> {
                close();
                err.println(new SearchLine(book).of(step));
            }
            case RunEvent.Noted(RunEvent.Note note, String detail) -> {
                close();
                err.println(noted(note, detail));
            }
        }
    }

    /** Leaves the terminal clean for the report. */
    void close() {
        if (overwrite && lineOpen) {
            err.print(CLEAR);
            err.flush();
            lineOpen = false;
        }
    }

    private void transientLine(String text) {
        long now = System.nanoTime();
        if (overwrite) {
            err.print(CLEAR + Columns.fit(text, width - 1));
            err.flush();
            lineOpen = true;
        } else if (now - shownAt > PLAIN_EVERY_NANOS) {
            err.println(text);
            shownAt = now;
        }
    }

    private String progress(RunEvent.Progressed now) {
        String total = phase.flatMap(started -> started.requests().isPresent()
                ? Optional.of(Long.toString(started.requests().getAsLong()))
                : Optional.<String>empty()).orElse("");
        String ttft = now.lastTtftMillis().isPresent()
                ? String.format(Locale.ROOT, "%.0f", now.lastTtftMillis().getAsDouble())
                : "";
        return book.say(Line.PROGRESS, Map.of("title", title(now.scope()), "done", Long.toString(now.done()), "total",
                total, "in_flight", Long.toString(now.inFlight()), "rate",
                String.format(Locale.ROOT, "%.0f", now.tokensPerSecond()), "ttft", ttft, "failed",
                now.failed() == 0 ? "" : Long.toString(now.failed()), "left", left(now)));
    }

    private String title(Scope scope) {
        String shape = phase.map(started -> shape(started.shape())).orElse("");
        return switch (scope) {
            case Scope.Run _ -> book.say(Line.RUN);
            case Scope.WarmUp(int level) -> book.say(Line.WARM_UP, Map.of("number", number(level), "shape", shape));
            case Scope.Level(int index) -> book.say(Line.LEVEL, Map.of("number", number(index), "shape", shape));
        };
    }

    private String number(int level) {
        return (level + 1) + (levels.isPresent() ? "/" + levels.getAsInt() : "");
    }

    private String shape(LoadShape shape) {
        String streams = shape.concurrency().isPresent() ? "c=" + shape.concurrency().getAsInt() : "";
        return Stream.concat(shape.arrivals().map(this::rate).stream(), Stream.of(streams))
                .filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    private String rate(ArrivalProcess process) {
        return switch (process) {
            case ArrivalProcess.AtOnce() -> book.say(Line.ALL_AT_ONCE);
            case ArrivalProcess.Drawn drawn -> book.say(Line.AT_RATE, Map.of("rate", drawn.profile().text()));
            case ArrivalProcess.Replayed replayed -> replayed.text();
        };
    }

    /** The time left, by whichever end of the phase is nearer. */
    private String left(RunEvent.Progressed now) {
        double seconds = now.elapsed().toNanos() / 1e9;
        double byCount = phase.filter(started -> started.requests().isPresent() && now.done() > 0)
                .map(started -> seconds * (started.requests().getAsLong() - now.done()) / now.done())
                .orElse(Double.POSITIVE_INFINITY);
        double byTime = phase.flatMap(RunEvent.PhaseStarted::duration).map(most -> most.toNanos() / 1e9 - seconds)
                .orElse(Double.POSITIVE_INFINITY);
        double left = Math.max(0, Math.min(byCount, byTime));
        return Double.isInfinite(left) ? "" : clock(left);
    }

    private String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? book.say(Line.SECONDS, Map.of("seconds", Long.toString(whole)))
                : book.say(Line.MINUTES,
                        Map.of("time", String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)));
    }

    private String waiting(RunEvent.Wait what, Duration atMost) {
        return book.say(switch (what) {
            case SERVER_READY -> Line.WAITING_SERVER_READY;
            case PROMPTS -> Line.WAITING_PROMPTS;
            case SETTLING -> Line.WAITING_SETTLING;
            case STATS_LINE -> Line.WAITING_STATS_LINE;
            case TRACES -> Line.WAITING_TRACES;
            case LOGS -> Line.WAITING_LOGS;
        }, Map.of("most", clock(atMost.toNanos() / 1e9)));
    }

    private String noted(RunEvent.Note note, String detail) {
        return book.say(switch (note) {
            case PROMPTS_ESTIMATED -> Line.NOTE_PROMPTS_ESTIMATED;
            case TOKENIZERS_DIFFER -> Line.NOTE_TOKENIZERS_DIFFER;
            case LENGTHS_CLIPPED -> Line.NOTE_LENGTHS_CLIPPED;
            case PROMPTS_REPEATED -> Line.NOTE_PROMPTS_REPEATED;
            case FIELD_DROPPED -> Line.NOTE_FIELD_DROPPED;
            case METRICS_UNAVAILABLE -> Line.NOTE_METRICS_UNAVAILABLE;
            case COMMAND_STARTED -> Line.NOTE_COMMAND_STARTED;
            case TRACES_UNAVAILABLE -> Line.NOTE_TRACES_UNAVAILABLE;
            case LOG_UNAVAILABLE -> Line.NOTE_LOG_UNAVAILABLE;
            case STOPPING -> Line.NOTE_STOPPING;
        }, Map.of("detail", detail));
    }
}

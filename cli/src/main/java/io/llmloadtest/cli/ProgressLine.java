package io.llmloadtest.cli;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.model.Scope;
import io.llmloadtest.runner.RunEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Live progress on stderr: one line that is written over on a terminal, a line every few seconds elsewhere. Called from
 * one thread at a time.
 */
final class ProgressLine implements Consumer<RunEvent> {

    private static final long PLAIN_EVERY_NANOS = 5_000_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean overwrite;
    private final OptionalInt levels;
    private final int width;
    private Optional<RunEvent.PhaseStarted> phase = Optional.empty();
    private long shownAt;
    private boolean lineOpen;

    ProgressLine(PrintStream err, Terminal terminal, OptionalInt levels) {
        this.err = err;
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
                err.println(SearchLine.of(step));
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
            err.print(CLEAR + (text.length() < width ? text : text.substring(0, width - 1)));
            err.flush();
            lineOpen = true;
        } else if (now - shownAt > PLAIN_EVERY_NANOS) {
            err.println(text);
            shownAt = now;
        }
    }

    private String progress(RunEvent.Progressed now) {
        String total = phase.flatMap(started -> started.requests().isPresent()
                ? Optional.of("/" + started.requests().getAsLong())
                : Optional.<String>empty()).orElse("");
        String ttft = now.lastTtftMillis().isPresent()
                ? String.format(Locale.ROOT, "  TTFT %.0f ms", now.lastTtftMillis().getAsDouble())
                : "";
        String errors = now.failed() == 0 ? "" : "  errors " + now.failed();
        return String.format(Locale.ROOT, "%s  %d%s done  %d in flight  %.0f tok/s%s%s%s", title(now.scope()),
                now.done(),
                total, now.inFlight(), now.tokensPerSecond(), ttft, errors, left(now));
    }

    private String title(Scope scope) {
        String concurrency = phase.map(started -> shape(started.shape())).orElse("");
        return switch (scope) {
            case Scope.Run _ -> "run";
            case Scope.WarmUp(int level) -> "warm-up " + number(level) + concurrency;
            case Scope.Level(int index) -> "level " + number(index) + concurrency;
        };
    }

    private String number(int level) {
        return (level + 1) + (levels.isPresent() ? "/" + levels.getAsInt() : "");
    }

    private static String shape(LoadShape shape) {
        String rate = shape.arrivals().map(ProgressLine::rate).orElse("");
        return rate + (shape.concurrency().isPresent() ? " c=" + shape.concurrency().getAsInt() : "");
    }

    private static String rate(ArrivalProcess process) {
        return switch (process) {
            case ArrivalProcess.AtOnce() -> " all at once";
            case ArrivalProcess.Drawn drawn -> " " + drawn.profile().text() + " req/s";
            case ArrivalProcess.Replayed replayed -> " " + replayed.text();
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
        return Double.isInfinite(left) ? "" : "  " + clock(left) + " left";
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
    }

    private static String waiting(RunEvent.Wait what, Duration atMost) {
        String most = " (at most " + clock(atMost.toNanos() / 1e9) + ")";
        return switch (what) {
            case SERVER_READY -> "waiting until the server completes a request" + most;
            case PROMPTS -> "preparing prompts of the exact length";
            case SETTLING -> "waiting until the server's counters are at rest" + most;
            case STATS_LINE -> "waiting for the engine's closing statistics line" + most;
            case TRACES -> "waiting for the server's spans" + most;
            case LOGS -> "reading the server's log" + most;
        };
    }

    private static String noted(RunEvent.Note note, String detail) {
        return switch (note) {
            case PROMPTS_ESTIMATED ->
                "note: the server offers no /tokenize, so prompt lengths are estimates" + suffix(detail);
            case TOKENIZERS_DIFFER ->
                "note: the models may count tokens differently, so prompt lengths are estimates" + suffix(detail);
            case LENGTHS_CLIPPED ->
                "note: some lengths of the file do not fit the model or its chat template; the nearest that do are sent"
                        + suffix(detail);
            case PROMPTS_REPEATED -> "note: the dataset has fewer prompts than are sent, so some come again"
                    + suffix(detail);
            case FIELD_DROPPED -> "note: the server refuses a field of the request, which is left out from now on"
                    + suffix(detail);
            case METRICS_UNAVAILABLE -> "note: no metrics, so counts cannot be checked against them" + suffix(detail);
            case COMMAND_STARTED -> "running: " + detail;
            case TRACES_UNAVAILABLE -> "note: no spans can be received, so no request can be checked by its trace"
                    + suffix(detail);
            case LOG_UNAVAILABLE -> "note: no log, so nothing can be checked against it" + suffix(detail);
            case STOPPING -> "stopping: no new requests; those in flight get a moment" + suffix(detail);
        };
    }

    private static String suffix(String detail) {
        return detail.isEmpty() ? "" : ": " + detail;
    }
}

package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.load.workload.NextTurn;
import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The turns of conversations after their first. Each is made from the answer before it, by the timer's thread and while its
 * user thinks, and goes when that is over. Its place is given back to the pace when the conversation has ended: after its
 * last turn, with a turn that failed, or when the model has no room for the next one.
 */
final class NextTurns {

    private final Workload workload;
    private final Pace pace;
    private final TickSource ticks;
    private final Timer timer;
    private final Runnable more;
    private final Consumer<RuntimeException> defect;
    private final Queue<Ready> ready = new ConcurrentLinkedQueue<>();

    /**
     * A turn that may go.
     *
     * @param slot its conversation's place
     * @param answer what it answers to
     * @param body the request
     */
    record Ready(Slot slot, Answer answer, PreparedRequest body) {}

    /**
     * What was said before a turn.
     *
     * @param next the turn
     * @param text the answer before it
     * @param tokens of that answer and its request
     */
    record Answer(NextTurn next, String text, OptionalInt tokens) {

        Optional<PreparedRequest> body() {
            return next.after(text, tokens);
        }
    }

    /** Turns of {@code workload}; {@code more} hears of each that is ready, {@code defect} of bodies that cannot be made. */
    NextTurns(Workload workload, Pace pace, TickSource ticks, Timer timer, Runnable more,
            Consumer<RuntimeException> defect) {
        this.workload = workload;
        this.pace = pace;
        this.ticks = ticks;
        this.timer = timer;
        this.more = more;
        this.defect = defect;
    }

    /** The turn that goes next, without taking it. Its body is made anew when a field of it was refused meanwhile. */
    Optional<Ready> next() {
        return Optional.ofNullable(ready.peek()).map(turn -> workload.isStale(turn.body())
                ? new Ready(turn.slot(), turn.answer(), turn.answer().body().orElse(turn.body()))
                : turn);
    }

    /** The turn given last is on its way. */
    void taken() {
        ready.remove();
    }

    /** Takes note of an end, on any thread, and goes on with the conversation or gives its place back. */
    void ended(Slot slot, PreparedRequest body, RequestRecord request, Optional<String> text) {
        Optional<Answer> answer = text.filter(_ -> request.isCompleted())
                .flatMap(said -> body.next().map(next -> new Answer(next, said, tokens(request))));
        if (answer.isPresent()) {
            timer.after(Duration.ZERO, () -> goOn(slot, answer.get(), request));
        } else {
            pace.ended(slot, request);
        }
    }

    private static OptionalInt tokens(RequestRecord request) {
        Optional<TokenCounts> usage = request.usage();
        return usage.isPresent()
                ? OptionalInt.of(usage.get().prompt() + usage.get().completion())
                : OptionalInt.empty();
    }

    private void goOn(Slot slot, Answer answer, RequestRecord request) {
        try {
            Optional<PreparedRequest> body = answer.body();
            if (body.isEmpty()) {
                pace.ended(slot, request);
                more.run();
                return;
            }
            Tick due = request.ended().plus(answer.next().thinkTime());
            slot.keptUntil(due);
            timer.after(Duration.ofNanos(Math.max(0, due.nanosSince(ticks.now()))), () -> {
                ready.add(new Ready(slot, answer, body.get()));
                more.run();
            });
        } catch (RuntimeException failure) {
            defect.accept(failure);
        }
    }
}

package io.llmloadtest.wire;

import io.llmloadtest.wire.Exchange.End;
import io.llmloadtest.wire.Exchange.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One event loop with its connections and calls. Unless it says so, a method runs on that loop. */
final class Lane {

    private static final long LONGEST_TIMEOUT = TimeUnit.DAYS.toNanos(365);

    private final Loop loop;
    private final Dialer dialer;
    private final ConnectionPolicy policy;
    private final RequestHead head;
    private final LongSupplier clock;
    private final Lateness lateness;
    private final Traffic.Meter traffic = new Traffic.Meter();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Call> calls = new LinkedHashSet<>();
    private final Set<WarmUp> warmUps = new LinkedHashSet<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private boolean closed;

    Lane(Loop loop, Dialer dialer, ConnectionPolicy policy, RequestHead head, LongSupplier clock,
            Lateness lateness) {
        this.loop = loop;
        this.dialer = dialer;
        this.policy = policy;
        this.head = head;
        this.clock = clock;
        this.lateness = lateness;
    }

    /** For any thread. */
    Loop loop() {
        return loop;
    }

    /** How late the loop is; recorded by the loop, taken by any thread. */
    Lateness lateness() {
        return lateness;
    }

    /** What its connections did; counted by the loop, taken by any thread. */
    Traffic.Meter traffic() {
        return traffic;
    }

    /** Requests given to this lane and not ended; for any thread. */
    AtomicInteger inFlight() {
        return inFlight;
    }

    long now() {
        return clock.getAsLong();
    }

    void start(WireRequest request, Transport.Completion completion) {
        Call call = new Call(request, completion);
        if (closing()) {
            call.finish(new End.Cancelled(), now());
            return;
        }
        calls.add(call);
        long timeout = Math.min(LONGEST_TIMEOUT, TimeUnit.NANOSECONDS.convert(request.timeout()));
        call.timedBy(loop.after(Math.max(0, timeout), () -> timedOut(call)));
        Connection open = freshestIdle();
        if (open == null) {
            connect(call);
        } else {
            carry(call, open);
        }
    }

    /** The connection that was used last; when even that one is too old, all are. */
    private @Nullable Connection freshestIdle() {
        Connection freshest = idle.pollLast();
        while (freshest != null && !trusted(freshest)) {
            freshest.close();
            freshest = idle.pollLast();
        }
        return freshest;
    }

    private boolean trusted(Connection connection) {
        return connection.isOpen() && now() - connection.idleSince() <= policy.idleTrust().toNanos();
    }

    private void connect(Call call) {
        long from = now();
        dialer.dial(this, connection -> {
            if (call.isOver()) {
                connection.close();
            } else {
                call.connected(now() - from);
                carry(call, connection);
            }
        }, failure -> finish(call, closing() ? new End.Cancelled() : failure, now()));
    }

    /** Closed, or about to be: a loop that shuts down refuses work before the task that closes the lane has run. */
    private boolean closing() {
        return closed || loop.isEnding();
    }

    private void carry(Call call, Connection connection) {
        connection.carry(call, head.encode(call.request));
    }

    private void finish(Call call, End end, long nanos) {
        calls.remove(call);
        call.finish(end, nanos);
    }

    /** The answer is over; {@code surplus} bytes behind it came in the same read. */
    void answered(Connection connection, Call call, boolean surplus) {
        connection.release();
        boolean keep = connection.answer().reusable() && !surplus && call.isWritten() && !closing()
                && connection.uses() < policy.uses();
        End end = Ending.of(connection.answer());
        long last = connection.answer().lastNanos();
        if (keep) {
            // the exchange is taken from the decoder before the next call can begin on it
            connection.idleFrom(now());
            calls.remove(call);
            call.finish(end, last, () -> idle.addLast(connection));
        } else {
            connection.close();
            finish(call, end, last);
        }
    }

    /** The connection died under a call. */
    void lost(Connection connection, Call call) {
        if (connection.answer().touched()) {
            connection.answer().endOfInput();
            boolean whole = connection.answer().whole();
            finish(call, Ending.of(connection.answer()), whole ? connection.answer().lastNanos() : now());
        } else if (call.deservesRetry()) {
            call.lostConnection();
            connect(call);
        } else {
            finish(call, new End.NotConnected(false, connection.loss()), now());
        }
    }

    private void timedOut(Call call) {
        Connection connection = call.connection();
        Stage stage = connection == null ? Stage.CONNECT : Ending.stage(connection.answer(), call.request.streamed());
        abandon(call, new End.TimedOut(stage));
    }

    private void abandon(Call call, End end) {
        Connection connection = call.connection();
        if (connection != null) {
            connection.close();
        }
        finish(call, end, now());
    }

    void cancelAll() {
        List<Call> all = new ArrayList<>(calls);
        all.forEach(call -> abandon(call, new End.Cancelled()));
    }

    void close() {
        closed = true;
        cancelAll();
        idle.forEach(Connection::close);
        idle.clear();
        List.copyOf(warmUps).forEach(WarmUp::giveUp);
    }

    /** Brings the number of idle connections to {@code wanted}; {@code opened} hears how many there are in the end. */
    void warm(int wanted, IntConsumer opened) {
        idle.removeIf(connection -> {
            boolean stale = !trusted(connection);
            if (stale) {
                connection.close();
            }
            return stale;
        });
        WarmUp warmUp = new WarmUp(this, dialer, wanted - idle.size(), ended -> {
            warmUps.remove(ended);
            opened.accept(idle.size());
        });
        warmUps.add(warmUp);
        warmUp.begin();
    }

    /** Takes over a connection that was opened ahead. */
    void park(Connection connection) {
        if (closing()) {
            connection.close();
        } else {
            connection.idleFrom(now());
            idle.addLast(connection);
        }
    }
}

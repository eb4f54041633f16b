package io.llmloadtest.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A running simulated vLLM on 127.0.0.1. Start it, point a client at {@link #baseUri()}, and compare what the client and the metrics say with
 * {@link #truth()}. All methods may be called from any thread.
 */
public final class Simulator implements AutoCloseable {
    private final SimulatorConfig config;
    private final TruthBook truth = new TruthBook();
    private final ForeignClient foreignClient;
    private final int port;
    private final AtomicLong arrivals = new AtomicLong();
    private ServerProcess process;
    private boolean closed;

    private Simulator(SimulatorConfig asked) throws IOException {
        config = Settings.applied(asked);
        LogTrouble.before(config);
        process = ServerProcess.start(config, truth, config.port(), this::arrived);
        port = process.port();
        foreignClient = new ForeignClient(port, config);
        process.open();
    }

    /** Starts a server; {@link IOException} if the port cannot be had. */
    public static Simulator start(SimulatorConfig config) throws IOException {
        return new Simulator(config);
    }

    /** Where it listens, without a path: {@code http://127.0.0.1:PORT}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The port, the same over all restarts. */
    public int port() {
        return port;
    }

    /** What really happened up to now. */
    public SimulatorTruth truth() {
        return truth.snapshot();
    }

    /** Restarts as a container would: connections are cut, counters and start time begin anew, the port stays. Returns when the server listens again. */
    public void restart() throws IOException {
        restart(Duration.ZERO);
    }

    private synchronized void restart(Duration refusing) throws IOException {
        if (closed) {
            return;
        }
        process.close();
        truth.restarted();
        if (!refusing.isZero()) {
            awaitQuietly(refusing);
        }
        process = ServerProcess.start(config, truth, port, this::arrived);
        process.open();
    }

    private void awaitQuietly(Duration refusing) {
        try {
            TimeUnit.NANOSECONDS.sleep(refusing.toNanos());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called on the server's thread for each request that is not the foreign client's; gives its ordinal, over all restarts. */
    private long arrived() {
        long ordinal = arrivals.incrementAndGet();
        Faults faults = config.faults();
        if (faults.on(Fault.FOREIGN_TRAFFIC)) {
            long number = ordinal - faults.number(Fault.FOREIGN_TRAFFIC, "after");
            if (number > 0 && number <= faults.number(Fault.FOREIGN_TRAFFIC, "requests")) {
                foreignClient.send(number);
            }
        }
        LogTrouble.at(ordinal, config);
        if (faults.on(Fault.RESTART) && ordinal == faults.number(Fault.RESTART, "after") + 1) {
            Thread.ofVirtual().name("simulated-restart").start(this::restartByFault);
        }
        return ordinal;
    }

    private void restartByFault() {
        try {
            restart(Duration.ofMillis(config.faults().number(Fault.RESTART, "millis")));
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator could not come back after its restart.", e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        process.close();
        if (config.log() instanceof FileLog file) {
            closeLog(file);
        }
    }

    private static void closeLog(FileLog file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator's log file cannot be closed.", e);
        }
    }
}

package io.llmloadtest.simulator.front;

import io.llmloadtest.simulator.Fault;
import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import io.llmloadtest.simulator.SimulatorTruth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * One simulated server, or several behind a front, as the faults of the configuration ask.
 *
 * <pre>{@code
 * try (Fleet fleet = Fleet.start(config.toBuilder().faults(Faults.parse("replicas:servers=3")).build())) {
 *     load(fleet.baseUri(), fleet.metricsUris());
 *     fleet.truth().front().byServer();
 * }
 * }</pre>
 *
 * All methods may be called from any thread.
 */
public final class Fleet implements AutoCloseable {

    private final FrontRules rules;
    private final List<Simulator> servers = new ArrayList<>();
    private final LogSink log;
    private final Optional<Front> front;
    private final Object life = new Object();
    private boolean closed;

    private Fleet(SimulatorConfig config) throws IOException {
        rules = new FrontRules(config.faults());
        log = config.log();
        if (!rules.wanted()) {
            servers.add(Simulator.start(config));
            front = Optional.empty();
            return;
        }
        for (int i = 0; i < rules.servers(); i++) {
            // The log is shared, and so it is closed here and not by the first server that ends.
            servers.add(Simulator
                    .start(config.toBuilder().port(0).log((at, stderr, line) -> log.line(at, stderr, line)).build()));
        }
        front = Optional.of(new Front(rules, config.port(), servers.stream().map(Simulator::port).toList(),
                this::arrived));
    }

    /** Starts it; {@link IOException} if the port cannot be had. */
    public static Fleet start(SimulatorConfig config) throws IOException {
        return new Fleet(config);
    }

    /** Where clients go: the front, with its path prefix, or the only server. */
    public URI baseUri() {
        return front.map(listener -> URI.create("http://127.0.0.1:" + listener.port() + rules.prefix()))
                .orElseGet(() -> servers.getFirst().baseUri());
    }

    /**
     * The metrics pages that a tester is told of: the front's own where it passes them on, else one for each server but
     * those that have none.
     */
    public List<URI> metricsUris() {
        if (front.isEmpty() || rules.metricsThroughFront()) {
            return List.of(URI.create(baseUri() + "/metrics"));
        }
        int scraped = servers.size() - (rules.faults().on(Fault.UNSCRAPED_REPLICA) ? 1 : 0);
        return servers.stream().limit(scraped).map(server -> server.baseUri().resolve("/metrics")).toList();
    }

    /** The servers, in the order of {@link FrontTruth#byServer()}. */
    public List<Simulator> servers() {
        return List.copyOf(servers);
    }

    /** What really happened up to now. */
    public FleetTruth truth() {
        List<SimulatorTruth> each = servers.stream().map(Simulator::truth).toList();
        return new FleetTruth(each, front.map(listener -> listener.book().truth())
                .orElseGet(() -> new FrontBook(servers.size()).truth()));
    }

    private void arrived(long ordinal) {
        if (rules.leavesAfter().filter(after -> ordinal == after + 1).isPresent()) {
            Thread.ofVirtual().name("simulated-replica-change").start(this::lastServerLeaves);
        }
    }

    private void lastServerLeaves() {
        synchronized (life) {
            if (closed) {
                return;
            }
            int last = servers.size() - 1;
            front.ifPresent(listener -> listener.balance().up(last, false));
            if (rules.faults().on(Fault.REPLICA_VANISHES)) {
                servers.get(last).close();
                return;
            }
            try {
                servers.get(last).restart();
                TimeUnit.MILLISECONDS.sleep(rules.faults().number(Fault.REPLICA_RESTARTS, "millis"));
            } catch (IOException failed) {
                throw new UncheckedIOException("A simulated replica could not come back.", failed);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            front.ifPresent(listener -> listener.balance().up(last, true));
        }
    }

    @Override
    public void close() {
        synchronized (life) {
            if (closed) {
                return;
            }
            closed = true;
        }
        front.ifPresent(Front::close);
        IntStream.range(0, servers.size()).forEach(i -> servers.get(i).close());
        if (front.isPresent() && log instanceof AutoCloseable file) {
            try {
                file.close();
            } catch (Exception failed) {
                throw new IllegalStateException("The fleet's log cannot be closed.", failed);
            }
        }
    }
}

package io.llmloadtest.runner;

import com.sun.management.UnixOperatingSystemMXBean;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.wire.ConnectionPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How many connections this process and machine can have, so that a run that needs more is refused before it, and does not
 * fail in the middle with errors that look like the server's.
 *
 * @param files the most files and sockets that the process may have open; empty where the system does not tell. The JVM has
 *     raised its soft limit to the hard one by itself ({@code -XX:+MaxFDLimit})
 * @param filesOpen those it has open now
 * @param ports the local ports that Linux gives to connections; empty elsewhere
 * @param portRestSeconds how long a port rests after a connection that this side closed
 */
public record ClientLimits(OptionalLong files, long filesOpen, OptionalLong ports, long portRestSeconds) {

    /** What the program opens besides the connections of the load: ledger, metrics, log, the self-warm-up. */
    private static final int OWN_FILES = 64;
    private static final long TIME_WAIT_SECONDS = 60;
    private static final int LONGEST_SETTING = 256;
    private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4");

    /** Those of this process for connections to a host. */
    public static ClientLimits here(String host) {
        long rest = mayReuse(host) ? 1 : TIME_WAIT_SECONDS;
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? new ClientLimits(OptionalLong.of(system.getMaxFileDescriptorCount()),
                        system.getOpenFileDescriptorCount(), localPorts(), rest)
                : new ClientLimits(OptionalLong.empty(), 0, localPorts(), rest);
    }

    /** Linux lets a port be used again after a second: always with 1, to loopback only with 2, which is the default. */
    private static boolean mayReuse(String host) {
        String reuse = setting("tcp_tw_reuse");
        return reuse.equals("1") || (reuse.equals("2") && isLoopback(host));
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false; // a name: what it stands for is not asked for here
        }
    }

    private static OptionalLong localPorts() {
        String[] range = setting("ip_local_port_range").split("\\s+", -1);
        return range.length == 2 && range[0].matches("\\d{1,5}") && range[1].matches("\\d{1,5}")
                ? OptionalLong.of(Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1)
                : OptionalLong.empty();
    }

    /** Read at once: the kernel gives the rest of some settings to no second read. */
    private static String setting(String name) {
        try (InputStream in = Files.newInputStream(SETTINGS.resolve(name))) {
            byte[] text = new byte[LONGEST_SETTING];
            return new String(text, 0, Math.max(0, in.read(text)), StandardCharsets.US_ASCII).strip();
        } catch (IOException _) {
            return "";
        }
    }

    /**
     * Refuses a level that needs more than there is.
     *
     * @throws IllegalPlanException naming the number that is needed and what to do
     */
    void require(LevelPlan level, ConnectionPolicy connections) {
        long streams = Math.min(level.shape().concurrency().orElse(level.shape().ahead()),
                level.requests().orElse(Long.MAX_VALUE));
        requireStreams(option(level.shape()), streams);
        level.shape().arrivals().ifPresent(process -> requireRestedPorts(level, process.rate(), connections));
    }

    /**
     * Refuses a search whose highest level needs more than there is: it is not to fail halfway.
     *
     * @throws IllegalPlanException naming the number that is needed and what to do
     */
    void require(LevelPlan highest, SearchPlan search, ConnectionPolicy connections) {
        switch (search.axis()) {
            case CONCURRENCY -> requireStreams("the top of --search-range", (long) search.most());
            case RATE -> require(highest, connections);
        }
    }

    /**
     * Refuses so many streams when they need more than there is.
     *
     * @param option that asked for them
     * @throws IllegalPlanException naming the number that is needed and what to do
     */
    public void requireStreams(String option, long streams) {
        requireFiles(option, streams);
        if (ports.isPresent() && ports.getAsLong() < streams) {
            throw new IllegalPlanException(option, Long.toString(streams),
                    "widen net.ipv4.ip_local_port_range (sysctl -w net.ipv4.ip_local_port_range='1024 65535'): each"
                            + " stream needs a local port, and this machine gives out " + ports.getAsLong());
        }
    }

    private void requireFiles(String option, long streams) {
        long needed = filesOpen + OWN_FILES + streams;
        if (files.isPresent() && files.getAsLong() < needed) {
            throw new IllegalPlanException(option, Long.toString(streams), "raise the limit of open files to "
                    + needed + " (ulimit -n " + needed + "; in Docker --ulimit nofile=" + needed
                    + "): this process may have " + files.getAsLong() + ", enough for "
                    + Math.max(0, streams - (needed - files.getAsLong())) + " streams");
        }
    }

    /** A rate is certain to use up the ports when those that rest at any time are more than there are. */
    private void requireRestedPorts(LevelPlan level, OptionalDouble rate, ConnectionPolicy connections) {
        if (rate.isEmpty() || ports.isEmpty()) {
            return;
        }
        double seconds = Math.min((double) portRestSeconds, level.duration().map(time -> time.toNanos() / 1e9)
                .orElse((double) portRestSeconds));
        double requests = Math.min(rate.getAsDouble() * seconds,
                (double) level.requests().orElse(Long.MAX_VALUE));
        double needed = Math.floor(requests / connections.uses());
        if (needed > ports.getAsLong()) {
            int uses = (int) Math.ceil(requests / ports.getAsLong());
            throw new IllegalPlanException("--connections", connections.text(), String.format(Locale.ROOT,
                    "give max-uses=%d or more, or pool: %s requests a second would hold %.0f local ports, since each rests"
                            + " %d s after its connection (TIME_WAIT), and this machine gives out %d",
                    uses, shown(rate.getAsDouble()), needed, portRestSeconds, ports.getAsLong()));
        }
    }

    private static String shown(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }

    private static String option(LoadShape shape) {
        if (shape instanceof LoadShape.Closed) {
            return "--concurrency";
        }
        return shape.concurrency().isPresent() ? LoadShape.CAP : "--request-rate inf with --num-prompts";
    }
}

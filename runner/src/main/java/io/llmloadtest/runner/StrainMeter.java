package io.llmloadtest.runner;

import com.sun.management.OperatingSystemMXBean;
import io.llmloadtest.model.Strain;
import io.llmloadtest.wire.Traffic;
import io.llmloadtest.wire.Transport;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** Sees what this process goes through from its start on. */
final class StrainMeter implements AutoCloseable {

    private final Transport transport;
    private final Traffic before;
    private final OptionalLong cpuBefore = cpuNanos();
    private final long start = System.nanoTime();
    private final GcPauses pauses = GcPauses.watch();

    private StrainMeter(Transport transport) {
        this.transport = transport;
        this.before = transport.traffic();
    }

    static StrainMeter start(Transport transport) {
        return new StrainMeter(transport);
    }

    Strain soFar() {
        Traffic traffic = transport.traffic().since(before);
        OptionalLong cpu = cpuNanos();
        GcPauses.Sum stopped = pauses.sum();
        return new Strain(System.nanoTime() - start,
                cpu.isPresent() && cpuBefore.isPresent()
                        ? OptionalLong.of(cpu.getAsLong() - cpuBefore.getAsLong())
                        : OptionalLong.empty(),
                stopped.count(), stopped.nanos(), stopped.longestNanos(), traffic.reads(), traffic.crowdedReads(),
                traffic.connections());
    }

    /** Processor time of this process, all threads together. */
    private static OptionalLong cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                && system.getProcessCpuTime() >= 0 ? OptionalLong.of(system.getProcessCpuTime()) : OptionalLong.empty();
    }

    @Override
    public void close() {
        pauses.close();
    }
}

package io.llmloadtest.benchmarks.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What this process has used so far. Linux only.
 *
 * @param cpu       CPU time of all threads since the process began, JVM start, compiler and collector included; in steps of
 *                  10 ms
 * @param peakBytes the largest resident set so far
 */
record OwnProcess(Duration cpu, long peakBytes) {

    static OwnProcess now() throws IOException {
        Duration cpu = ProcessHandle.current().info().totalCpuDuration()
                .orElseThrow(() -> new IOException("the system does not tell the CPU time"));
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return new OwnProcess(cpu, Long.parseLong(line.replaceAll("\\D", "")) << 10);
            }
        }
        throw new IOException("no VmHWM in /proc/self/status");
    }
}

package io.llmloadtest.calibrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What this process has used so far.
 *
 * @param cpu       CPU time of all threads since the process began, JVM start, compiler and collector included; in steps of
 *                  10 ms
 * @param peakBytes the largest resident set so far; empty elsewhere than on Linux
 */
public record OwnProcess(Duration cpu, OptionalLong peakBytes) {

    /** This process now. */
    public static OwnProcess now() throws IOException {
        return new OwnProcess(ProcessHandle.current().info().totalCpuDuration()
                .orElseThrow(() -> new IOException("the system does not tell the CPU time")), bytes("VmHWM:"));
    }

    /** The resident set at this moment; empty elsewhere than on Linux. */
    public static OptionalLong residentBytes() {
        return bytes("VmRSS:");
    }

    private static OptionalLong bytes(String field) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }
}

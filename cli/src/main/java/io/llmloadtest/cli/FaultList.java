package io.llmloadtest.cli;

import io.llmloadtest.simulator.Fault;
import java.util.stream.Collectors;

/** The faults of the simulator as a table for people. */
final class FaultList {

    private FaultList() {
    }

    static String text() {
        int width = Fault.catalogue().stream().mapToInt(fault -> fault.id().length()).max().orElse(0);
        return Fault.catalogue().stream().map(fault -> line(fault, width)).collect(Collectors.joining());
    }

    private static String line(Fault fault, int width) {
        String numbers = fault.parameters().stream()
                .map(number -> " ".repeat(width + 4) + number.name() + "=" + number.byDefault() + "  "
                        + number.meaning() + "\n")
                .collect(Collectors.joining());
        return fault.id() + " ".repeat(width - fault.id().length() + 2) + fault.description() + "\n" + numbers;
    }
}

package io.llmloadtest.benchmarks.fuzz;

import java.nio.file.Path;

/**
 * What a campaign does.
 *
 * @param inputs how many inputs are fed
 * @param seed what they are made from
 * @param first the number of the first one
 * @param threads that feed them
 * @param findings where inputs that broke something are saved
 */
record FuzzOptions(long inputs, long seed, long first, int threads, Path findings) {

    static final String USAGE = """
            usage: benchmarks/fuzz-bench [options]

              --inputs N        10000000: how many damaged inputs
              --seed N          1: what they are made from
              --first N         0: number of the first; with --inputs 1 repeats one that broke something
              --threads N       as many as there are CPUs
              --findings FOLDER fuzz-findings: where inputs that broke something are saved
            """;

    FuzzOptions {
        if (inputs < 1 || first < 0 || threads < 1) {
            throw new IllegalArgumentException("--inputs and --threads must be at least 1, --first at least 0");
        }
    }

    /** Reads a command line; throws {@link IllegalArgumentException} for what it does not know. */
    static FuzzOptions parse(String... arguments) {
        FuzzOptions options = new FuzzOptions(10_000_000, 1, 0, Runtime.getRuntime().availableProcessors(),
                Path.of("fuzz-findings"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private FuzzOptions with(String name, String value) {
        return switch (name) {
            case "--inputs" -> new FuzzOptions(Long.parseLong(value), seed, first, threads, findings);
            case "--seed" -> new FuzzOptions(inputs, Long.parseLong(value), first, threads, findings);
            case "--first" -> new FuzzOptions(inputs, seed, Long.parseLong(value), threads, findings);
            case "--threads" -> new FuzzOptions(inputs, seed, first, Integer.parseInt(value), findings);
            case "--findings" -> new FuzzOptions(inputs, seed, first, threads, Path.of(value));
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }
}

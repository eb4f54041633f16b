package io.llmloadtest.benchmarks.client;

import io.llmloadtest.calibrate.CellPlan;
import io.llmloadtest.wire.ClientClock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One cell of the bench.
 *
 * @param cell     what it drives
 * @param floorCpu what the C reader needed in the same cell, in CPU seconds per million chunks
 */
record ClientOptions(CellPlan cell, OptionalDouble floorCpu) {

    /** Reads the command line; throws {@link IllegalArgumentException} with a message for the user. */
    static ClientOptions parse(String... arguments) {
        int port = 8900;
        int streams = 1;
        int tokens = 50;
        int waves = 8;
        Optional<Duration> flood = Optional.empty();
        OptionalDouble floorCpu = OptionalDouble.empty();
        ClientClock clock = ClientClock.USER;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--streams" -> streams = Integer.parseInt(value);
                case "--tokens" -> tokens = Integer.parseInt(value);
                case "--waves" -> waves = Integer.parseInt(value);
                case "--flood-seconds" -> flood = Optional.of(Duration.ofSeconds(Integer.parseInt(value)));
                case "--floor" -> floorCpu = OptionalDouble.of(Double.parseDouble(value));
                case "--clock" -> clock = ClientClock.valueOf(value.toUpperCase(Locale.ROOT));
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        return new ClientOptions(new CellPlan(port, streams, tokens, waves, flood, clock), floorCpu);
    }
}

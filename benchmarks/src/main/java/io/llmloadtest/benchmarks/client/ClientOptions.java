package io.llmloadtest.benchmarks.client;

import io.llmloadtest.wire.ClientClock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One cell of the bench.
 *
 * @param port     where the truth server listens, on loopback
 * @param streams  requests in flight
 * @param tokens   tokens of each answer
 * @param waves    answers of each stream, beside the first wave
 * @param flood    sends for so long against a server in flood mode, and compares nothing but CPU time; empty for a paced cell
 * @param floorCpu what the C reader needed in the same cell, in CPU seconds per million chunks
 * @param clock    whose clock stamps arrivals
 */
record ClientOptions(int port, int streams, int tokens, int waves, Optional<Duration> flood, OptionalDouble floorCpu,
        ClientClock clock) {

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
        return new ClientOptions(port, streams, tokens, waves, flood, floorCpu, clock);
    }
}

package io.llmloadtest.truth;

import java.time.Duration;

/**
 * How a truth server behaves.
 *
 * @param host           the address to listen on
 * @param port           the port; 0 takes a free one
 * @param ttft           from the arrival of a whole request to the earliest first token
 * @param itl            the period of the common ticks, and so the gap between the tokens of a stream
 * @param pace           when tokens are written
 * @param chunksPerWrite tokens that {@link Pace#FLOOD} puts into one write, 1 to 1024
 * @param defaultTokens  tokens of an answer whose request names no limit
 * @param keptRequests   requests whose stamps are kept until the next reset; later ones are only counted
 * @param model          the name of the served model
 */
public record TruthOptions(String host, int port, Duration ttft, Duration itl, Pace pace, int chunksPerWrite,
        int defaultTokens, int keptRequests, String model) {

    /** When the tokens of a stream are written. */
    public enum Pace {
        /** All streams write on common ticks, as the steps of an engine make them; a tick that overruns delays the next. */
        STEP,
        /** As fast as the sockets take them; {@code ttft} and {@code itl} do not apply. */
        FLOOD
    }

    /** The names and meanings of the options on the command line. */
    static final String USAGE = """
            options of the truth server:
              --host ADDRESS         127.0.0.1
              --port PORT            8900; 0 takes a free one
              --ttft-ms MS           50: from the whole request to the earliest first token
              --itl-ms MS            20: period of the common ticks
              --mode step|flood      step: all streams write on common ticks; flood: as fast as the sockets take it
              --chunks-per-write N   4: tokens in one write (flood only)
              --default-tokens N     50: when the request names no max_tokens
              --keep N               100000: requests whose stamps are kept until /truth/reset
              --model NAME           tiny
              --parent PID           as the first option: end when that process has ended
            """;

    /** Checks the ranges; throws {@link IllegalArgumentException} naming the value. */
    public TruthOptions {
        requireRange("port", port, 0, 65_535);
        requireRange("chunks-per-write", chunksPerWrite, 1, 1024);
        requireRange("default-tokens", defaultTokens, 1, TokenStream.MOST_TOKENS);
        requireRange("keep", keptRequests, 0, 100_000_000);
        if (ttft.isNegative() || !itl.isPositive()) {
            throw new IllegalArgumentException("ttft-ms must not be negative, itl-ms must be above 0");
        }
    }

    /** TTFT 50 ms, ITL 20 ms, step pace, on 127.0.0.1 and a free port. */
    public static TruthOptions defaults() {
        return new TruthOptions("127.0.0.1", 0, Duration.ofMillis(50), Duration.ofMillis(20), Pace.STEP, 4, 50, 100_000,
                "tiny");
    }

    /** These options with another schedule. */
    public TruthOptions withSchedule(Duration otherTtft, Duration otherItl) {
        return new TruthOptions(host, port, otherTtft, otherItl, pace, chunksPerWrite, defaultTokens, keptRequests,
                model);
    }

    /** These options with another pace. */
    public TruthOptions withPace(Pace otherPace, int otherChunksPerWrite) {
        return new TruthOptions(host, port, ttft, itl, otherPace, otherChunksPerWrite, defaultTokens, keptRequests,
                model);
    }

    /** Reads the command line; throws {@link IllegalArgumentException} with a message for the user. */
    static TruthOptions parse(String... arguments) {
        TruthOptions d = defaults();
        String host = d.host;
        int port = 8900;
        Duration ttft = d.ttft;
        Duration itl = d.itl;
        Pace pace = d.pace;
        int chunksPerWrite = d.chunksPerWrite;
        int defaultTokens = d.defaultTokens;
        int kept = d.keptRequests;
        String model = d.model;
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("no value for " + name);
            }
            String value = arguments[i + 1];
            switch (name) {
                case "--host" -> host = value;
                case "--port" -> port = integer(name, value);
                case "--ttft-ms" -> ttft = millis(name, value);
                case "--itl-ms" -> itl = millis(name, value);
                case "--mode" -> pace = pace(value);
                case "--chunks-per-write" -> chunksPerWrite = integer(name, value);
                case "--default-tokens" -> defaultTokens = integer(name, value);
                case "--keep" -> kept = integer(name, value);
                case "--model" -> model = value;
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return new TruthOptions(host, port, ttft, itl, pace, chunksPerWrite, defaultTokens, kept, model);
    }

    private static Pace pace(String value) {
        return switch (value) {
            case "step" -> Pace.STEP;
            case "flood" -> Pace.FLOOD;
            default -> throw new IllegalArgumentException("--mode is step or flood, not " + value);
        };
    }

    private static int integer(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a whole number, not " + value, e);
        }
    }

    private static Duration millis(String name, String value) {
        try {
            return Duration.ofNanos(Math.round(Double.parseDouble(value) * 1e6));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a number of milliseconds, not " + value, e);
        }
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}

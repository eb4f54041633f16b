package io.llmloadtest.calibrate;

import io.llmloadtest.wire.ClientClock;
import java.time.Duration;
import java.util.Optional;

/**
 * One cell: a number of streams against a truth server.
 *
 * @param port    where the truth server listens, on loopback
 * @param streams requests in flight
 * @param tokens  tokens of each answer
 * @param waves   answers of each stream, beside the first wave
 * @param flood   sends for so long against a server in flood mode instead; empty for a paced cell
 * @param clock   whose clock stamps arrivals
 */
public record CellPlan(int port, int streams, int tokens, int waves, Optional<Duration> flood, ClientClock clock) {}

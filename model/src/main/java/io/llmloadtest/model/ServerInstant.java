package io.llmloadtest.model;

import java.time.Instant;

/**
 * A wall-clock time written by a host. It becomes a {@link Tick} only through a {@link ClockTrack}.
 *
 * @param at the time the host wrote
 * @param host the host whose clock wrote it
 */
public record ServerInstant(Instant at, HostId host) {}

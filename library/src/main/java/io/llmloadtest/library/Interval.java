package io.llmloadtest.library;

import java.time.Duration;

/**
 * Where a value lies in 95 of 100 runs like this one.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(Duration low, Duration high) {}

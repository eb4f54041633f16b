package io.llmloadtest.simulator.front;

import java.util.List;

/**
 * What the front did with the requests to completion endpoints.
 *
 * @param requests how many came
 * @param byServer how many went to each server, repeats included
 * @param retries how many the front sent a second time by itself
 * @param fromCache how many it answered itself
 * @param bunches how often it let held chunks go
 * @param unreachable how many it answered with 502 since no server took them
 */
public record FrontTruth(long requests, List<Long> byServer, long retries, long fromCache, long bunches,
        long unreachable) {

    /** Copies the list. */
    public FrontTruth {
        byServer = List.copyOf(byServer);
    }

    /** The share of a server in percent; 0 when nothing was sent. */
    public double sharePercent(int server) {
        long all = byServer.stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : 100.0 * byServer.get(server) / all;
    }
}

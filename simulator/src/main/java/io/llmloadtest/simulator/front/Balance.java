package io.llmloadtest.simulator.front;

import io.llmloadtest.simulator.Fault;
import io.llmloadtest.simulator.Faults;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Which server gets a request. Thread-safe. */
final class Balance {

    private final boolean[] up;
    private final boolean skewed;
    private final long firstPercent;
    private long turn;
    private long othersTurn;

    Balance(int servers, Faults faults) {
        up = new boolean[servers];
        Arrays.fill(up, true);
        skewed = faults.on(Fault.SKEWED_REPLICAS);
        firstPercent = Math.min(100, faults.number(Fault.SKEWED_REPLICAS, "percent"));
    }

    /** The next one's turn; none when all are down. */
    synchronized OptionalInt next() {
        turn++;
        if (skewed && up.length > 1 && up[0]) {
            boolean firsts = turn * firstPercent / 100 > (turn - 1) * firstPercent / 100;
            List<Integer> others = upFrom(1);
            if (firsts || others.isEmpty()) {
                return OptionalInt.of(0);
            }
            return OptionalInt.of(others.get((int) (othersTurn++ % others.size())));
        }
        List<Integer> all = upFrom(0);
        return all.isEmpty() ? OptionalInt.empty() : OptionalInt.of(all.get((int) ((turn - 1) % all.size())));
    }

    synchronized boolean isUp(int server) {
        return up[server];
    }

    /** A server that is down gets nothing. */
    synchronized void up(int server, boolean now) {
        up[server] = now;
    }

    private List<Integer> upFrom(int first) {
        return IntStream.range(first, up.length).filter(server -> up[server]).boxed().toList();
    }
}

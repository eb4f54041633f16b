package io.llmloadtest.simulator.front;

import io.llmloadtest.simulator.SimulatorTruth;
import java.util.List;

/**
 * What really happened in a fleet.
 *
 * @param servers each server's own truth, those included that have vanished
 * @param front what the front did; without one every number is 0
 */
public record FleetTruth(List<SimulatorTruth> servers, FrontTruth front) {

    /** Copies the list. */
    public FleetTruth {
        servers = List.copyOf(servers);
    }

    /** Every token that any engine made. */
    public long generatedTokens() {
        return servers.stream().mapToLong(SimulatorTruth::generatedTokens).sum();
    }

    /** Requests to a completion endpoint that any server got. */
    public long generationRequests() {
        return servers.stream().mapToLong(SimulatorTruth::generationRequests).sum();
    }

    /** Choices that any engine finished. */
    public long completedChoices() {
        return servers.stream().mapToLong(SimulatorTruth::completedChoices).sum();
    }
}

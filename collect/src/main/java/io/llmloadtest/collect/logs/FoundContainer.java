package io.llmloadtest.collect.logs;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Instant;
import java.util.Optional;

/**
 * What matters of a container.
 *
 * @param id its full id
 * @param name its name without the slash
 * @param running whether it runs
 * @param terminal whether it has a terminal, and thus a log without frames
 * @param startedAt when it was last started
 * @param finishedAt when it last ended; empty while it never did
 * @param state how it is, for people: {@code running}, {@code exited (137)}
 * @param driver the name of its log driver; empty when not told
 * @param image the image it was made from; empty when not told
 * @param restartCount how often the engine restarted it by itself
 */
record FoundContainer(String id, String name, boolean running, boolean terminal, Optional<Instant> startedAt,
        Optional<Instant> finishedAt, String state, String driver, String image,
        int restartCount) {

    static FoundContainer of(InspectContainerResponse answer) {
        var state = Optional.ofNullable(answer.getState());
        String status = state.map(InspectContainerResponse.ContainerState::getStatus).orElse("unknown");
        boolean runs = state.map(InspectContainerResponse.ContainerState::getRunning).orElse(false);
        String exit = runs
                ? ""
                : state.map(InspectContainerResponse.ContainerState::getExitCodeLong).map(code -> " (" + code + ")")
                        .orElse("");
        String name = Optional.ofNullable(answer.getName()).orElse(answer.getId());
        return new FoundContainer(answer.getId(), name.startsWith("/") ? name.substring(1) : name, runs,
                Optional.ofNullable(answer.getConfig()).map(config -> config.getTty()).orElse(false),
                state.map(InspectContainerResponse.ContainerState::getStartedAt).flatMap(FoundContainer::moment),
                state.map(InspectContainerResponse.ContainerState::getFinishedAt).flatMap(FoundContainer::moment),
                status + exit, driver(answer), image(answer),
                Optional.ofNullable(answer.getRestartCount()).orElse(0));
    }

    ContainerNote note() {
        return new ContainerNote(name, image, id, startedAt, state, driver, restartCount);
    }

    private static String image(InspectContainerResponse answer) {
        return Optional.ofNullable(answer.getConfig()).map(config -> config.getImage()).orElse("");
    }

    private static String driver(InspectContainerResponse answer) {
        return Optional.ofNullable(answer.getHostConfig()).map(host -> host.getLogConfig()).map(log -> log.getType())
                .map(type -> type.getType()).orElse("");
    }

    /** Docker writes the year 1 for what never happened. */
    private static Optional<Instant> moment(String stamp) {
        return Rfc3339.read(stamp).filter(moment -> moment.isAfter(Instant.EPOCH));
    }
}

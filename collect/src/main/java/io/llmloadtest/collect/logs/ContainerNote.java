package io.llmloadtest.collect.logs;

import java.time.Instant;
import java.util.Optional;

/**
 * The file {@code container.json}: the container whose log was read, as it was last seen. Its environment is left out, since
 * it may hold keys.
 *
 * @param name its name
 * @param image the image it was made from
 * @param id its full id
 * @param startedAt when it was last started, by its engine's clock
 * @param state how it is: {@code running}, {@code exited (137)}
 * @param logDriver its log driver
 * @param restartCount how often the engine restarted it by itself
 */
record ContainerNote(String name, String image, String id, Optional<Instant> startedAt, String state,
        String logDriver, int restartCount) {

    static final String FILE = "container.json";
}

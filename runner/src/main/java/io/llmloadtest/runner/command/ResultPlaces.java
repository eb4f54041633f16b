package io.llmloadtest.runner.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a tool leaves its result, by its own options and habits. */
final class ResultPlaces {

    private static final Path HERE = Path.of("");

    private ResultPlaces() {
    }

    static List<Path> of(ForeignCommand command) {
        Words given = new Words(command.words());
        List<Path> places = new ArrayList<>();
        command.tool().ifPresent(tool -> {
            switch (tool) {
                case VLLM_BENCH -> {
                    Path folder = given.value("--result-dir").flatMap(ResultPlaces::path).orElse(HERE);
                    given.value("--result-filename").flatMap(ResultPlaces::path)
                            .ifPresent(name -> places.add(folder.resolve(name)));
                    places.add(folder);
                }
                case GUIDELLM -> {
                    given.values("--output").flatMap(list -> Words.part(list, "path").stream())
                            .flatMap(text -> path(text).stream()).forEach(places::add);
                    Stream.of("--output-path", "--output-dir").flatMap(given::values)
                            .flatMap(text -> path(text).stream()).forEach(places::add);
                    places.add(HERE);
                }
                case AIPERF -> places.add(given.value("--artifact-dir", "--output-artifact-dir")
                        .flatMap(ResultPlaces::path).orElse(Path.of("artifacts")));
                case INFERENCE_PERF -> {
                    Optional<Path> configured = command.config().flatMap(ConfigText::folder)
                            .flatMap(ResultPlaces::path);
                    configured.ifPresent(places::add);
                    places.add(HERE);
                }
            }
        });
        return places.isEmpty() ? List.of(HERE) : List.copyOf(places);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}

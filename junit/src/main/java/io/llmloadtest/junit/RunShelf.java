package io.llmloadtest.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Where the run folders of a test method stand.
 *
 * @param context the test
 * @param folder theirs alone
 */
record RunShelf(ExtensionContext context, Path folder) {

    private static final Namespace OURS = Namespace.create(RunShelf.class);

    static RunShelf of(ExtensionContext context, Path runs) {
        return new RunShelf(context, runs.resolve(named(context.getRequiredTestClass().getSimpleName()))
                .resolve(named(context.getRequiredTestMethod().getName())));
    }

    private static String named(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** Notes what stands here before the test. */
    void remember() {
        context.getStore(OURS).put(folder, Set.copyOf(all()));
    }

    /** What the test added; nothing when it was given no load test. */
    List<Path> added() {
        Set<?> before = context.getStore(OURS).get(folder, Set.class);
        return before == null ? List.of() : all().stream().filter(run -> !before.contains(run)).toList();
    }

    private List<Path> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted(Comparator.naturalOrder()).collect(Collectors.toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the run folders in " + folder + " cannot be listed", unreadable);
        }
    }
}

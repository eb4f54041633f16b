package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the code against the table of rooms in ARCHITECTURE.md. */
class ArchitectureTest {

    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|.*\\| ([a-z, -]+) \\|");
    private static final Pattern PACKAGE = Pattern.compile("io\\.llmloadtest\\.(\\w+)(\\..*)?");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.llmloadtest");

    @Test
    void everyRoomUsesOnlyTheRoomsThatArchitectureAllowsIt() throws IOException {
        Map<String, Set<String>> allowed = table();
        Set<String> strangers = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            String room = room(from).orElse("");
            if (!allowed.containsKey(room)) {
                continue;
            }
            from.getDirectDependenciesFromSelf().forEach(dependency -> room(dependency.getTargetClass())
                    .filter(target -> !target.equals(room) && !allowed.get(room).contains(target))
                    .ifPresent(target -> strangers.add(room + " -> " + target + " in " + from.getName())));
        }
        assertThat(strangers).isEmpty();
    }

    @Test
    void everyRoomOfTheTableHasCodeAndEveryRoomOfTheCodeIsInTheTable() throws IOException {
        Set<String> rooms = CLASSES.stream().map(ArchitectureTest::room).flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        rooms.removeAll(List.of("it", "benchmarks"));
        assertThat(rooms).isEqualTo(table().keySet());
    }

    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "ARCHITECTURE.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                table.put(row.group(1), Arrays.stream(row.group(2).split(",")).map(String::strip)
                        .filter(name -> !name.equals("-")).collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return table;
    }

    private static Optional<String> room(JavaClass type) {
        Matcher matcher = PACKAGE.matcher(type.getPackageName());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

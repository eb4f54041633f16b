package io.llmloadtest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What nobody says any more is no text, and what is said has one: held against the sources of all rooms. */
class EveryTextIsUsedTest {

    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

    @Test
    void everyLabelAndEveryLineIsUsedSomewhere() throws IOException {
        String sources = sources("..");
        List<String> unused = Stream.concat(
                Arrays.stream(Label.values()).filter(label -> !isSaid(sources, label)).map(Label::name),
                Arrays.stream(Line.values()).map(Line::name).filter(name -> !word(sources, "Line." + name))).toList();
        assertThat(unused).isEmpty();
    }

    /** A label is named, or is the one of a reason by its name. */
    private static boolean isSaid(String sources, Label label) {
        return word(sources, "Label." + label.name()) || (label.name().startsWith("STEADY_")
                && word(sources, label.name().substring("STEADY_".length())));
    }

    @Test
    void whatTheDoctorFindsIsWhatTheCheckBookKnows() throws IOException {
        String doctor = sources("..", "Doctor");
        Set<String> known = CheckBook.of(Locale.ENGLISH).codes();
        Set<String> found = new TreeSet<>();
        Matcher code = CODE.matcher(doctor);
        while (code.find()) {
            found.add(code.group(1));
        }
        // One word is a code too where the book says so.
        known.stream().filter(each -> doctor.contains("\"" + each + "\"")).forEach(found::add);
        assertThat(found).isEqualTo(known);
    }

    @Test
    void aLanguageHasNoLineInEnglish() {
        Map<String, String> english = phrases(Locale.ENGLISH);
        Map<String, String> korean = phrases(Locale.KOREAN);
        List<String> same = english.entrySet().stream()
                .filter(entry -> entry.getValue().equals(korean.get(entry.getKey())))
                .filter(entry -> entry.getValue().replaceAll("\\{[^}]*}", "").matches(".*[a-z]{4,} [a-z]{2,}.*"))
                .map(Map.Entry::getKey).toList();
        assertThat(same).isEmpty();
    }

    private static Map<String, String> phrases(Locale locale) {
        return Stream.of("phrases", "doctor", "console").flatMap(name -> Bundle.texts(name, locale).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
    }

    private static boolean word(String sources, String word) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(sources).find();
    }

    private static String sources(String root, String... prefix) throws IOException {
        List<Path> folders;
        try (Stream<Path> rooms = Files.list(Path.of(root))) {
            folders = rooms.map(room -> room.resolve("src/main/java")).filter(Files::isDirectory).sorted().toList();
        }
        StringBuilder all = new StringBuilder();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> isSource(path, prefix)).sorted().toList()) {
                    all.append(Files.readString(file)).append('\n');
                }
            }
        }
        return all.toString();
    }

    private static boolean isSource(Path path, String... prefix) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(".java") && !name.equals("Label.java")
                && !name.equals("Line.java") && Arrays.stream(prefix).allMatch(name::startsWith);
    }
}

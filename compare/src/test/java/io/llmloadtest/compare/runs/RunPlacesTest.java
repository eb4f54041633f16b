package io.llmloadtest.compare.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.compare.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where runs are found, and what is said where there is none. */
class RunPlacesTest {

    @TempDir
    private Path directory;

    @Test
    void aFileAFolderAndAFolderOfSeveralAreRead() throws IOException {
        Path folder = folder("one", Made.run("one"));
        assertThat(RunPlaces.read(folder)).extracting(run -> run.result().runId()).containsExactly("one");
        assertThat(RunPlaces.read(folder.resolve("result.json"))).hasSize(1);
        folder("two", Made.run("two"));
        Files.writeString(directory.resolve("notes.json"), "not looked at beside run folders");
        assertThat(RunPlaces.read(directory)).extracting(run -> run.result().runId()).containsExactly("one", "two");
    }

    @Test
    void aFolderOfResultsIsABaselineToo() throws IOException {
        Files.writeString(directory.resolve("2.json"), Made.run("b").json());
        Files.writeString(directory.resolve("1.json"), Made.run("a").json());
        Files.writeString(directory.resolve("README.md"), "what these are");
        assertThat(RunPlaces.read(directory)).extracting(run -> run.result().runId()).containsExactly("a", "b");
    }

    @Test
    void aPlaceWithoutARunIsToldInPlainWords() throws IOException {
        assertThatThrownBy(() -> RunPlaces.read(directory.resolve("none"))).isInstanceOf(NoRunException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> RunPlaces.read(directory)).isInstanceOf(NoRunException.class)
                .hasMessageContaining("holds no run");
        Path killed = Files.createDirectory(directory.resolve("killed"));
        Files.writeString(killed.resolve("run.json"), "{}");
        assertThatThrownBy(() -> RunPlaces.read(killed)).isInstanceOf(NoRunException.class)
                .hasMessageContaining("has no result");
    }

    @Test
    void aDocumentThatIsNoResultIsToldByTheFieldItLacks() throws IOException {
        lacks("{}", "not a result");
        lacks("[1]", "not a result");
        lacks("{", "not a result");
        lacks(Made.run("a").json().replace("\"server_url\":\"http://127.0.0.1:8000\",", ""), "target.server_url");
        lacks(Made.run("a").json().replace("\"ttft_ms\"", "\"ttft\""), "results[].ttft_ms");
        lacks(Made.run("a").json().replace("\"results\":[{", "\"results\":[null,{"), "results[]");
        lacks(Made.run("a").json().replace("{\"thresholds\":{},", "{"), "goodput.thresholds");
    }

    private void lacks(String json, String words) throws IOException {
        Path file = Files.writeString(directory.resolve("x.json"), json);
        assertThatThrownBy(() -> RunPlaces.read(file)).isInstanceOf(IOException.class).hasMessageContaining(words);
    }

    private Path folder(String name, Made run) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(name));
        Files.writeString(folder.resolve("run.json"), "{}");
        Files.writeString(folder.resolve("result.json"), run.json());
        return folder;
    }
}

package io.llmloadtest.cli;

import io.llmloadtest.runner.ProductVersion;
import picocli.CommandLine.IVersionProvider;

/** The version of this program. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[]{"llm-loadtest " + text()};
    }

    static String text() {
        return ProductVersion.text();
    }
}

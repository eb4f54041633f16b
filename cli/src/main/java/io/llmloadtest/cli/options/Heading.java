package io.llmloadtest.cli.options;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Under which heading help, man pages and written plans show an option, or all options of a class or of a mixin. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface Heading {

    /** One of {@link OptionSections}' headings, or a new one, which comes after them. */
    String value();
}

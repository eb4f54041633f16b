package io.llmloadtest.report.html;

import freemarker.ext.beans.ClassMemberAccessPolicy;
import freemarker.ext.beans.MemberAccessPolicy;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Lets a template read what the report's own records tell without being given anything; nothing of any other class. */
final class RecordsOnly implements MemberAccessPolicy {

    private static final String OURS = "io.llmloadtest.report.";

    @Override
    public ClassMemberAccessPolicy forClass(Class<?> type) {
        boolean ours = type.isRecord() && type.getName().startsWith(OURS);
        return new ClassMemberAccessPolicy() {
            @Override
            public boolean isMethodExposed(Method method) {
                return ours && method.getParameterCount() == 0 && method.getDeclaringClass().equals(type);
            }

            @Override
            public boolean isConstructorExposed(Constructor<?> constructor) {
                return false;
            }

            @Override
            public boolean isFieldExposed(Field field) {
                return false;
            }
        };
    }

    @Override
    public boolean isToStringAlwaysExposed() {
        return false;
    }
}

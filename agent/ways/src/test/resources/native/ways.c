/* Calls of Java from native code, for ways.rows.NativeCalls. */
#include <jni.h>
#include <pthread.h>
#include <stddef.h>

#define NATIVE(result, name) JNIEXPORT result JNICALL Java_ways_rows_NativeCalls_##name

NATIVE(void, callStatic)(JNIEnv *env, jclass self, jclass old) {
    (*env)->CallStaticVoidMethod(env, old, (*env)->GetStaticMethodID(env, old, "make", "()V"));
}

NATIVE(void, construct)(JNIEnv *env, jclass self, jclass old) {
    (*env)->NewObject(env, old, (*env)->GetMethodID(env, old, "<init>", "()V"));
}

NATIVE(void, callVirtual)(JNIEnv *env, jclass self, jobject old) {
    (*env)->CallVoidMethod(env, old, (*env)->GetMethodID(env, (*env)->GetObjectClass(env, old), "make", "()V"));
}

NATIVE(void, callNonvirtual)(JNIEnv *env, jclass self, jobject sub, jclass old) {
    (*env)->CallNonvirtualVoidMethod(env, sub, old, (*env)->GetMethodID(env, old, "make", "()V"));
}

NATIVE(jint, readField)(JNIEnv *env, jclass self, jclass old) {
    return (*env)->GetStaticIntField(env, old, (*env)->GetStaticFieldID(env, old, "field", "I"));
}

static JavaVM *vm;
static jclass called;
static jthrowable thrown;

static void *attached(void *nothing) {
    JNIEnv *env;
    if ((*vm)->AttachCurrentThread(vm, (void **)&env, NULL) != JNI_OK) {
        return NULL;
    }
    (*env)->CallStaticVoidMethod(env, called, (*env)->GetStaticMethodID(env, called, "make", "()V"));
    jthrowable seen = (*env)->ExceptionOccurred(env);
    (*env)->ExceptionClear(env);
    thrown = seen == NULL ? NULL : (jthrowable)(*env)->NewGlobalRef(env, seen);
    (*vm)->DetachCurrentThread(vm);
    return NULL;
}

NATIVE(void, onOwnThread)(JNIEnv *env, jclass self, jclass old) {
    (*env)->GetJavaVM(env, &vm);
    called = (jclass)(*env)->NewGlobalRef(env, old);
    thrown = NULL;
    pthread_t thread;
    pthread_create(&thread, NULL, attached, NULL);
    pthread_join(thread, NULL);
    if (thrown != NULL) {
        (*env)->Throw(env, thrown);
    }
}

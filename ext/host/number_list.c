#include "host/number_list.h"

#define FIRST_NUMBERS 16

bool number_list_add(struct NumberList *list, double number)
{
    if (list->count == list->capacity) {
        const int64_t capacity = list->capacity > 0 ? 2 * list->capacity : FIRST_NUMBERS;
        double *numbers = sqlite3_realloc64(list->numbers, (sqlite3_uint64)capacity *
                                                               (sqlite3_uint64)sizeof *numbers);
        if (!numbers) {
            return false;
        }
        list->numbers = numbers;
        list->capacity = capacity;
    }
    list->numbers[list->count++] = number;
    return true;
}

void number_list_free(struct NumberList *list)
{
    sqlite3_free(list->numbers);
    *list = (struct NumberList){0};
}

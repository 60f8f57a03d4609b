import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton';
import { TextField, type TextFieldProps } from './TextField';

/** A room's password is said aloud across a room, so it may be looked at. */
export const PasswordField = (props: Omit<TextFieldProps, 'type' | 'end'>) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      end={
        <IconButton
          label={t(shown ? 'common.hidePassword' : 'common.showPassword')}
          icon={shown ? <EyeOff size={17} /> : <Eye size={17} />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
};
